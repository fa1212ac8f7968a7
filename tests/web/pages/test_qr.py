"""QR codes are small, have their quiet zone, and need nothing but themselves."""

import xml.etree.ElementTree as ElementTree

from server.web.pages.qr import QUIET_ZONE, svg


def modules(url: str) -> int:
    """Width of the drawing in modules, quiet zone included."""
    root = ElementTree.fromstring(svg(url))
    return int(root.attrib["viewBox"].split()[2])


def test_an_address_of_host_and_digits_takes_the_smaller_alphanumeric_form() -> None:
    assert modules("https://t.aktiv.org/482915") == 25 + 2 * QUIET_ZONE
    assert modules("https://t.aktiv.org/482915") < modules("https://t.aktiv.org/a482915b?x=1")


def test_an_address_whose_case_matters_is_left_alone() -> None:
    assert svg("https://t.aktiv.org/Archive") != svg("https://t.aktiv.org/archive")


def test_the_drawing_holds_no_style_and_no_script() -> None:
    drawing = svg("http://192.168.1.20:8000/482915")
    assert b"style" not in drawing and b"script" not in drawing and b"class" not in drawing
    assert b"#fff" in drawing, "dark on light, also on a dark screen"
