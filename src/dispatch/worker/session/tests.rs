use super::*;

#[test]
fn the_date_is_one_line_of_the_standard() {
    let at: jiff::Timestamp = "2024-12-03T08:05:09Z".parse().unwrap();
    assert_eq!(date_line(at), "Date: Tue, 03 Dec 2024 08:05:09 +0000\r\n");
}
