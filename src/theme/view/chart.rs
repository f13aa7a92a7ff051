use serde::Serialize;

/// The cited posts on a line of time. All numbers are places in the drawing.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// For those who do not see it.
    pub label: String,
    /// Width of the drawing.
    pub width: i64,
    /// Height of the drawing.
    pub height: i64,
    /// Where the lines begin.
    pub left: i64,
    /// Where they end.
    pub right: i64,
    /// Height of the axis.
    pub axis_y: i64,
    /// Height of its words.
    pub label_y: i64,
    /// One line for each platform.
    pub lanes: Vec<ChartLane>,
    /// Where the line is broken because nothing happened for long.
    pub breaks: Vec<i64>,
    /// Moments named on the axis.
    pub ticks: Vec<ChartTick>,
}

/// A platform's line in a chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartLane {
    /// Its name.
    pub label: String,
    /// Its height.
    pub y: i64,
    /// Height of its name.
    pub text_y: i64,
    /// Height of the numbers of notes.
    pub note_y: i64,
    /// Top of a disc on it.
    pub half_y: i64,
    /// Its posts.
    pub dots: Vec<ChartDot>,
}

/// A post in a chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartDot {
    /// Where in time.
    pub x: i64,
    /// `full`, `half`, `hollow`.
    pub shape: String,
    /// Numbers of the notes; empty where there is no room.
    pub notes: String,
}

/// A moment named on the axis of a chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartTick {
    /// Where.
    pub x: i64,
    /// `15 Oct 2021, 07:12`
    pub label: String,
    /// `mid` or `end`: how the words stand to the place.
    pub anchor: String,
}
