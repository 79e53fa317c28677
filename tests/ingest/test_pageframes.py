from ingest.printed.pageframes import frame_lines


def frames(text: str) -> list[str]:
    lines = text.split("\n")
    return [lines[number - 1].strip() for number in sorted(frame_lines(lines))]


def test_page_numbers_alone_and_titles_beside_them_frame_a_page() -> None:
    text = "Our Criteria\n\nWords that\n\nOur Criteria\nPage 3\n\ngo on.\n\nOur Criteria\nPage 4\n\nMore."
    assert frames(text) == ["Our Criteria", "Page 3", "Our Criteria", "Page 4"]


def test_a_running_title_has_another_number_on_each_page() -> None:
    text = "Our Circle\n\nWords.\n\nOur Circle                 53\n\nMore.\n\n54                 Our Circle\n\nEnd."
    assert frames(text) == ["Our Circle                 53", "54                 Our Circle"]


def test_headings_codes_and_contents_are_no_frames() -> None:
    assert frames("2  Strategy\n\nWords.\n\n2  Strategy\n\nWords.\n\n3.1 Customers             40\n\nWords.") == []
    assert frames("Notes\n\nPage 3\n\nNotes\n\nPage 4\n\nWords") == ["Page 3", "Page 4"]
    assert frames("Contents\nLeadership        3\nStrategy        5\nWords") == []
