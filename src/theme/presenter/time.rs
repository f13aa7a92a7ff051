use jiff::Timestamp;
use jiff::civil::Date;

use super::Voice;
use crate::theme::view::Moment;

impl Voice<'_> {
    /// A moment in this voice's zone, with UTC beside it where that differs.
    pub(super) fn moment(&self, at: Timestamp) -> Moment {
        let local = at.to_zoned_datetime(self.zone.clone());
        let utc = at.to_zoned_datetime(jiff::tz::TimeZone::UTC);
        let clock = local.strftime("%H:%M").to_string();
        let utc_text = if local.offset() == jiff::tz::Offset::UTC {
            String::new()
        } else if local.date() == utc.date() {
            format!("{} UTC", utc.strftime("%H:%M"))
        } else {
            format!("{}, {} UTC", self.strings.date_short(utc.date()), utc.strftime("%H:%M"))
        };
        Moment {
            iso: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            text: format!("{}{}{clock}", self.strings.date_short(local.date()), self.comma()),
            utc: utc_text,
            day: self.strings.date_long(local.date()),
        }
    }

    /// A day without a time.
    pub(super) fn day(&self, date: Date) -> Moment {
        Moment {
            iso: date.to_string(),
            text: self.strings.date_long(date),
            utc: String::new(),
            day: self.strings.date_long(date),
        }
    }
}
