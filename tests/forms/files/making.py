"""Files with real bytes, sound and hostile, made where they are used."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from pikepdf import Dictionary, Name
from PIL import Image

OOXML = "application/vnd.openxmlformats-officedocument."
DOCX = f"{OOXML}wordprocessingml.document"
XLSX = f"{OOXML}spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def uploaded(content: bytes, name: str = "demo") -> "UploadedFile[bytes]":
    return SimpleUploadedFile(name, content)


def image(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, (250, 0, 0))
    picture.paste((0, 0, 250), (size[0] // 2, 0, *size))
    target = BytesIO()
    picture.convert(mode).save(target, form, **options)
    return target.getvalue()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that declares itself to be of any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [png_chunk(b"IHDR", head), png_chunk(b"IDAT", zlib.compress(b"\0" * 1000)), png_chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def pdf(*, pages: int = 1, encryption: pikepdf.Encryption | None = None, **root: pikepdf.Object) -> bytes:
    """A PDF of empty pages; `root` goes into its catalogue."""
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page()
    for key, value in root.items():
        document.Root[f"/{key}"] = value
    target = BytesIO()
    document.save(target, encryption=encryption or False)
    return target.getvalue()


def action(kind: str, **more: object) -> pikepdf.Object:
    return Dictionary(S=Name(f"/{kind}"), **more)


def pdf_that_unpacks_to(megabytes: int) -> bytes:
    """A PDF whose list of objects is a thousand times larger than the file."""
    squeezer = zlib.compressobj(9)
    packed = squeezer.compress(b"3 0 ".ljust(100)) + b"".join(
        squeezer.compress(b" " * 1_000_000) for _ in range(megabytes)
    )
    packed += squeezer.flush()
    out = b"%PDF-1.5\n"
    places = {}
    for number, body in {
        1: b"<</Type/Catalog/Pages 2 0 R/X 3 0 R>>",
        2: b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
        4: b"<</Type/ObjStm/N 1/First 100/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream"
        % (len(packed), packed),
        6: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    }.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    places[5] = len(out)
    rows = [struct.pack(">BIB", 0, 0, 0)]
    rows += [struct.pack(">BIB", 2, 4, 0) if n == 3 else struct.pack(">BIB", 1, places[n], 0) for n in range(1, 7)]
    table = b"".join(rows)
    out += b"5 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
    return out + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[5]


def archive(parts: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(ZipInfo(name), content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return target.getvalue()


def types(main: str, *, extra: str = "") -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/main.xml" ContentType="{main}"/>{extra}</Types>'
    )


def relations(*rows: tuple[str, str, str]) -> str:
    """Relationships, each as the end of its type, its target and its mode."""
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{RELATION}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, (kind, target, mode) in enumerate(rows)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def docx(parts: dict[str, str | bytes] | None = None, *, main: str = f"{DOCX}.main+xml", extra: str = "") -> bytes:
    """A document; `parts` are added or replace its own, `extra` goes into its list of types."""
    own: dict[str, str | bytes] = {
        "[Content_Types].xml": types(main, extra=extra),
        "_rels/.rels": relations(("officeDocument", "main.xml", "Internal")),
        "main.xml": "<w:document xmlns:w='urn:w'><w:t>Hej</w:t></w:document>",
    }
    return archive(own | (parts or {}))


def xlsx(parts: dict[str, str | bytes] | None = None) -> bytes:
    return docx(parts, main=f"{XLSX}.main+xml")


MANIFEST = (
    '<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>{}</m:manifest>'
)


def odt(parts: dict[str, str | bytes] | None = None, *, kind: str = ODT) -> bytes:
    own: dict[str, str | bytes] = {
        "mimetype": kind,
        "META-INF/manifest.xml": MANIFEST.format(""),
        "content.xml": '<office xmlns:x="urn:xlink"><a x:href="https://demo.example/"/><b x:href="#1"/></office>',
    }
    return archive(own | (parts or {}), stored=("mimetype",))
