use proptest::prelude::{any, prop_assert, proptest};

use super::super::{ChartPoint, chart};

fn point(at: i64, lane: &str) -> ChartPoint {
    ChartPoint {
        at,
        text: at.to_string(),
        lane: lane.into(),
        shape: "full".into(),
        notes: "1".into(),
    }
}

#[test]
fn two_posts_make_no_chart() {
    assert!(chart(&[], "").is_none());
    assert!(chart(&[point(1, "a"), point(2, "a")], "").is_none());
}

#[test]
fn a_gap_of_years_breaks_the_line_and_leaves_room_for_the_burst() {
    let points = [0, 100_000_000, 100_000_600, 100_001_200, 100_003_600].map(|at| point(at, "a"));
    let drawn = chart(&points, "").unwrap();
    assert_eq!(drawn.breaks.len(), 1);
    let xs: Vec<i64> = drawn.lanes[0].dots.iter().map(|dot| dot.x).collect();
    assert!(xs[2] - xs[1] > 60, "ten minutes can be told apart: {xs:?}");
}

#[test]
fn posts_of_one_moment_are_drawn_and_named_once() {
    let drawn = chart(&[7, 7, 7].map(|at| point(at, "a")), "").unwrap();
    let named = drawn.lanes[0].dots.iter().filter(|dot| !dot.notes.is_empty()).count();
    assert_eq!((drawn.lanes[0].dots.len(), named), (3, 1));
}

proptest! {
    #[test]
    fn every_post_is_on_the_line_and_in_order(times in proptest::collection::vec(any::<i32>(), 3..40)) {
        let points: Vec<ChartPoint> = times.iter().map(|&at| point(at.into(), "a")).collect();
        let drawn = chart(&points, "").unwrap();
        let xs: Vec<i64> = drawn.lanes[0].dots.iter().map(|dot| dot.x).collect();
        prop_assert!(xs.len() == times.len() && xs.is_sorted());
        prop_assert!(xs.iter().all(|x| (drawn.left..=drawn.right).contains(x)));
    }
}
