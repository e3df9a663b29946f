"""Items and packages of QTI, as small as they can be."""

import io
import zipfile

TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def response(*correct, cardinality="single", base="identifier", inside="", name="RESPONSE"):
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" '
        f'baseType="{base}">{right}{inside}</responseDeclaration>'
    )


def mapping(bounds="", **values):
    entries = "".join(
        f'<mapEntry mapKey="{key.replace("_", " ")}" mappedValue="{value}"/>'
        for key, value in values.items()
    )
    return f"<mapping {bounds}>{entries}</mapping>"


def item(declared, body, template="match_correct", title="Title", rules=""):
    """Return an item; ``template`` "" for none, ``rules`` for its own."""
    how = f' template="{TEMPLATE}{template}"' if template else ""
    processing = f"<responseProcessing{how}>{rules}</responseProcessing>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><assessmentItem '
        'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="I1" '
        f'title="{title}" adaptive="false" timeDependent="false">{declared}'
        f"<itemBody>{body}</itemBody>{processing if template or rules else ''}</assessmentItem>"
    ).encode()


def choices(*options, kind="choiceInteraction", attributes='maxChoices="1"', prompt="Q?"):
    inside = "".join(
        f'<simpleChoice identifier="{name}">{text}</simpleChoice>' for name, text in options
    )
    begin = f'<{kind} responseIdentifier="RESPONSE" shuffle="true" {attributes}>'
    return f"{begin}<prompt>{prompt}</prompt>{inside}</{kind}>"


def package(items, *, test="", others=None, manifest=None):
    """Return a package of items by their entries; a test refers to them where one is wanted."""
    listed = "".join(
        f'<resource identifier="r{number}" type="imsqti_item_xmlv2p1" href="{name}"/>'
        for number, name in enumerate(items)
    )
    files = {**items, **(others or {})}
    if test:
        references = "".join(
            f'<assessmentItemRef identifier="i{number}" href="{name}">'
            f'<weight identifier="W" value="2"/></assessmentItemRef>'
            for number, name in enumerate(reversed(items))
        )
        files["test.xml"] = (
            f'<assessmentTest title="{test}"><testPart><assessmentSection>{references}'
            "</assessmentSection></testPart></assessmentTest>"
        ).encode()
        listed += '<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/>'
    if manifest != "":
        text = manifest or f"<manifest><resources>{listed}</resources></manifest>"
        files["imsmanifest.xml"] = text.encode()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()
