use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

/// A value as Python prints it.
fn printed(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => {
            let quote = if text.contains('\'') && !text.contains('"') {
                '"'
            } else {
                '\''
            };
            let mut printed = String::from(quote);
            for character in text.chars() {
                match character {
                    '\n' => printed.push_str("\\n"),
                    '\\' => printed.push_str("\\\\"),
                    other if other == quote => {
                        printed.push('\\');
                        printed.push(other);
                    }
                    other if other.is_control() && u32::from(other) < 256 => {
                        write!(printed, "\\x{:02x}", u32::from(other)).expect("a text");
                    }
                    other => printed.push(other),
                }
            }
            printed.push(quote);
            printed
        }
        Value::Array(list) => format!("[{}]", list.iter().map(printed).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                format!("{}: {}", printed(&Value::String(name.clone())), printed(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        "\\PC{0,12}|['\"\\\\\n\t\u{1}]{0,6}".prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::btree_map("\\PC{0,8}", inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_was_printed_is_read(value in any_value()) {
        prop_assert_eq!(parse(&printed(&value)), Some(value));
    }

    #[test]
    fn nothing_makes_it_panic(text in "\\PC*|[\\[\\](){}<>'\",:=\\\\xuUN0-9a-z .-]{0,60}") {
        let _value = parse(&text);
    }
}

#[test]
fn moments_objects_and_long_numbers() {
    let read = |text: &str| parse(text).map(|value| value.to_string());
    let moment = "datetime.datetime(2021, 3, 4, 9, 15, tzinfo=datetime.timezone.utc)";
    assert_eq!(read(moment).as_deref(), Some("\"2021-03-04T09:15:00.000000+00:00\""));
    let moment = "datetime.datetime(2021, 3, 4, 9, 15, 7, 12)";
    assert_eq!(read(moment).as_deref(), Some("\"2021-03-04T09:15:07.000012\""));
    let zone = "datetime.timezone(datetime.timedelta(days=-1, seconds=61200))";
    let moment = format!("datetime.datetime(2021, 3, 4, 9, 15, tzinfo={zone})");
    assert_eq!(read(&moment).as_deref(), Some("\"2021-03-04T09:15:00.000000-07:00\""));
    assert_eq!(
        read("[Media(filename='a.jpg', urls=[]), <object at 0x7f>, (1, 2.5,), {'a'}]").as_deref(),
        Some("[{\"filename\":\"a.jpg\",\"urls\":[]},null,[1,2.5],[\"a\"]]")
    );
    assert_eq!(
        read("123456789012345678901234567890").as_deref(),
        Some("\"123456789012345678901234567890\"")
    );
    assert_eq!(read("1102497659089846277").as_deref(), Some("1102497659089846277"));
    assert_eq!(read(r"'it\'s \u0645 \xe9'").as_deref(), Some("\"it's م é\""));
    for broken in [
        "",
        "{'a': 1",
        "[1 2]",
        "'a",
        "datetime.datetime(2021",
        "{'a' 1}",
        &"[".repeat(500),
    ] {
        assert_eq!(read(broken), None, "{broken}");
    }
}
