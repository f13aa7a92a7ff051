//! The cited posts of a brief on a line of time: where each disc goes. Drawn by `chart.html`.
//!
//! Posts of a brief come in bursts with months between them, so the line is broken where nothing happens: otherwise a burst
//! would be one blot.

use super::view::{Chart, ChartDot, ChartLane, ChartTick};

const LEFT: i64 = 110;
const RIGHT: i64 = 880;
const BREAK: i64 = 36;
const LANE: i64 = 40;
/// Nearer than this, two labels would touch.
const ROOM_NOTES: i64 = 22;
const ROOM_TICKS: i64 = 130;

/// A post to be drawn.
#[derive(Clone, Debug)]
pub struct ChartPoint {
    /// When it was posted, in seconds.
    pub at: i64,
    /// The same in words, for the axis: `15 Oct 2021, 07:12`.
    pub text: String,
    /// Name of its line: the platform.
    pub lane: String,
    /// `full`, `half`, `hollow`.
    pub shape: String,
    /// Numbers of the notes that cite it.
    pub notes: String,
}

/// A drawing of the points, or `None` where there are too few to show a course.
pub fn chart(points: &[ChartPoint], label: &str) -> Option<Chart> {
    let mut points: Vec<&ChartPoint> = points.iter().collect();
    points.sort_by(|a, b| (a.at, &a.lane, &a.notes).cmp(&(b.at, &b.lane, &b.notes)));
    let bursts = bursts(&points);
    let places = places(&bursts)?;

    let mut lanes: Vec<ChartLane> = Vec::new();
    for (point, &x) in points.iter().zip(&places) {
        let at = lanes
            .iter()
            .position(|lane| lane.label == point.lane)
            .unwrap_or_else(|| {
                let y = 44 + LANE * i64::try_from(lanes.len()).unwrap_or(0);
                lanes.push(ChartLane {
                    label: point.lane.clone(),
                    y,
                    text_y: y + 4,
                    note_y: y - 11,
                    half_y: y - 5,
                    dots: Vec::new(),
                });
                lanes.len() - 1
            });
        let dots = &mut lanes[at].dots;
        let crowded = dots
            .iter()
            .rev()
            .find(|dot| !dot.notes.is_empty())
            .is_some_and(|dot| x - dot.x < ROOM_NOTES);
        dots.push(ChartDot {
            x,
            shape: point.shape.clone(),
            notes: if crowded { String::new() } else { point.notes.clone() },
        });
    }
    let axis_y = 44 + LANE * i64::try_from(lanes.len()).unwrap_or(0) - 8;
    Some(Chart {
        label: label.to_owned(),
        width: RIGHT + 20,
        height: axis_y + 34,
        left: LEFT,
        right: RIGHT,
        axis_y,
        label_y: axis_y + 24,
        lanes,
        breaks: breaks(&bursts, &places),
        ticks: ticks(&bursts, &places),
    })
}

/// Cuts the sorted points where more than a third of the whole time passes without one.
fn bursts<'a>(points: &[&'a ChartPoint]) -> Vec<Vec<&'a ChartPoint>> {
    let whole = match (points.first(), points.last()) {
        (Some(first), Some(last)) => last.at - first.at,
        _ => 0,
    };
    let mut bursts: Vec<Vec<&ChartPoint>> = Vec::new();
    for point in points {
        match bursts.last_mut() {
            Some(burst) if burst.last().is_some_and(|last| (point.at - last.at) * 3 <= whole) => {
                burst.push(point);
            }
            _ => bursts.push(vec![point]),
        }
    }
    bursts
}

/// The x of each point. A burst gets room for its number of posts; within it time runs evenly.
fn places(bursts: &[Vec<&ChartPoint>]) -> Option<Vec<i64>> {
    let count = i64::try_from(bursts.iter().map(Vec::len).sum::<usize>()).ok()?;
    if count < 3 {
        return None;
    }
    let breaks = BREAK * i64::try_from(bursts.len() - 1).ok()?;
    let room = RIGHT - LEFT - breaks - 20;
    let mut places = Vec::new();
    let mut left = LEFT + 10;
    for burst in bursts {
        let width = room * i64::try_from(burst.len()).ok()? / count;
        let start = burst.first()?.at;
        let span = burst.last()?.at - start;
        for point in burst {
            let along = match span {
                0 => i128::from(width / 2),
                span => i128::from(point.at - start) * i128::from(width) / i128::from(span),
            };
            places.push(left + i64::try_from(along).ok()?);
        }
        left += width + BREAK;
    }
    Some(places)
}

/// Half-way between the last post of a burst and the first of the next.
fn breaks(bursts: &[Vec<&ChartPoint>], places: &[i64]) -> Vec<i64> {
    let mut at = 0;
    let mut breaks = Vec::new();
    for burst in bursts {
        if at > 0 {
            breaks.push(i64::midpoint(places[at - 1], places[at]));
        }
        at += burst.len();
    }
    breaks
}

/// The first and the last post of each burst are named on the axis, where there is room.
fn ticks(bursts: &[Vec<&ChartPoint>], places: &[i64]) -> Vec<ChartTick> {
    let mut ticks: Vec<ChartTick> = Vec::new();
    let mut at = 0;
    for burst in bursts {
        let ends = if burst.len() > 1 {
            vec![0, burst.len() - 1]
        } else {
            vec![0]
        };
        for end in ends {
            let x = places[at + end];
            if ticks.last().is_none_or(|last| x - last.x >= ROOM_TICKS) {
                let anchor = if x + ROOM_TICKS / 2 > RIGHT { "end" } else { "mid" };
                ticks.push(ChartTick {
                    x,
                    label: burst[end].text.clone(),
                    anchor: anchor.to_owned(),
                });
            }
        }
        at += burst.len();
    }
    ticks
}
