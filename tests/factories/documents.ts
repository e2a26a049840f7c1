import { runPython } from "../setup/foreign";

/*
 * PDFs as other makers' programs write them, which tell more than they show. Whatever must not stay in them says CANARY.
 */

/** Makes documents by ReportLab and, where it lacks something, byte by byte; prints them as JSON in base64. */
const script = String.raw`
import base64, io, json, warnings, zlib
from reportlab.pdfgen import canvas
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from PIL import Image

# A picture behind a picture is meant here.
warnings.simplefilter("ignore")
made = {}

def jpeg(fill=b""):
    """A photograph with GPS, artist and XMP, a comment, a second picture behind it and a film behind that."""
    picture = Image.new("RGB", (320, 240), (30, 90, 160))
    exif = picture.getexif()
    exif[0x010F] = "CANARY-camera"
    exif[0x013B] = "CANARY-artist"
    exif[0x8825] = {1: "N", 2: (42.0, 52.0, 12.34), 18: "CANARY-datum"}
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"CANARY-comment")
    bytes_ = out.getvalue()
    def segment(marker, body):
        return fill + bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body
    rdf = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='" + rdf + b"'><r:Description xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='CANARY-xmp'/></r:RDF></x:xmpmeta>")
    mpf = segment(0xE2, b"MPF\0MM\0*\0\0\0\x08\0\0\0\0\0\0CANARY-mpf")
    iptc = segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x50\0\x0bCANARY-iptc")
    first = bytes_[:2] + xmp + mpf + iptc + fill + bytes_[2:]
    return first + first.replace(b"CANARY", b"CANARY-second") + b"\0\0\0\x18ftypmp42CANARY-film"

def jpx():
    """A JPEG 2000 with boxes of its own: XML, and one by an id."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 40, 40)).save(out, "JPEG2000")
    def box(kind, body):
        return (len(body) + 8).to_bytes(4, "big") + kind + body
    return out.getvalue() + box(b"xml ", b"<a>CANARY-jpx</a>") + box(b"uuid", b"0123456789abcdefCANARY-uuid")

made["photo"] = jpeg()
made["photo-filled"] = jpeg(b"\xff\xff\xff")

def reportlab(draw, **options):
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, **options)
    draw(page)
    page.save()
    return out.getvalue()

def cv(page):
    page.setAuthor("CANARY-author"); page.setTitle("CANARY-title"); page.setSubject("CANARY-subject")
    page.setKeywords("CANARY-keywords"); page.setCreator("CANARY-creator"); page.setProducer("CANARY-producer")
    page.setFont("Helvetica-Bold", 20); page.drawString(60, 760, "What I did")
    page.setFont("Times-Roman", 12)
    for line in range(20):
        page.drawString(60, 720 - 18 * line, "In 2024 I organised the assembly of our street, line %d." % line)
    page.drawImage(ImageReader(io.BytesIO(jpeg())), 60, 60, 200, 150)
    page.bookmarkPage("CANARY-place"); page.addOutlineEntry("CANARY-outline", "CANARY-place")
    page.linkURL("https://CANARY.example/", (60, 700, 200, 715))
    page.textAnnotation("CANARY-note", Rect=(400, 700, 420, 720))
    page.acroForm.textfield(name="CANARY-field", value="Typed", x=300, y=100, width=200, height=30, fontSize=18, tooltip="CANARY-tip")

made["cv"] = reportlab(cv)
made["owner"] = reportlab(cv, encrypt=StandardEncryption("", ownerPassword="only-the-owner", canPrint=0, canCopy=0))
made["user"] = reportlab(cv, encrypt=StandardEncryption("only-the-user", ownerPassword="only-the-owner"))

def pages(page):
    for number in range(31):
        page.drawString(60, 700, "Page %d" % number); page.showPage()
made["long"] = reportlab(pages)

def pdf(objects):
    out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n% CANARY-in-a-comment\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R /Info << /PTEX.Fullbanner (CANARY-pdftex) >> /ID [(CANARY-id0000000)(CANARY-id0000000)] >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)

def stream(keys, body):
    return b"<< " + keys + b" /Length %d >>\nstream\n" % len(body) + body + b"\nendstream"

def image(filters, size, body):
    return stream(b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter %s /PTEX.FileName (CANARY-/home/me/photo.jpg) /PTEX.InfoDict << /Author (CANARY) >>" % (*size, filters), body)

inline = base64.a85encode(jpeg())
content = b"""% CANARY-in-content
/OC /Off BDC 0 0 0 rg 60 500 300 100 re f EMC
/Span << /ActualText (CANARY-actual) /Lang (CANARY) >> BDC
BT /F 20 Tf 60 700 Td (Seen) Tj ET
EMC
/Props /Named DP
BT 3 Tr /F 12 Tf 60 680 Td (CANARY-invisible) Tj ET
BT 1 1 1 rg 0 Tr /F 12 Tf 60 660 Td (CANARY-white) Tj ET
0 0 0 rg
q 80 0 0 60 60 560 cm /A Do Q
q 80 0 0 60 160 560 cm /B Do Q
q 80 0 0 60 260 560 cm BI /W 320 /H 240 /CS /RGB /BPC 8 /F [/A85 /DCT] ID """ + inline + b"""~> EI Q
q 80 0 0 60 360 560 cm /C Do Q
"""
comment = b"/T (CANARY-who) /M (D:2026CANARY) /CreationDate (D:2026CANARY) /Contents (CANARY-says) /RC (<body>CANARY</body>) /NM (CANARY-nm) /Subj (CANARY-subject)"
made["everything"] = pdf([
    b"<< /Type /Catalog /Pages 2 0 R /URI << /Base (https://CANARY.example/) >> /Lang (CANARY) /Threads [ << /Type /Thread /I << /Title (CANARY-thread) >> >> ] /SpiderInfo << /V 1.0 /C [ << /AU (CANARY-spider) >> ] >> /DSS << /Certs [ 9 0 R ] >> /CANARYKey (CANARY-unknown) /Metadata 9 0 R /OpenAction 11 0 R /AcroForm << /SigFlags 3 /Fields [ 10 0 R 13 0 R ] /DR << /Font << /Helv 8 0 R >> >> /DA (/Helv 0 Tf 0 g) >> /OCProperties << /OCGs [ 12 0 R ] /D << /Name (CANARY-layers) /Creator (CANARY-creator) /OFF [ 12 0 R ] >> >> /Names << /EmbeddedFiles << /Names [ (CANARY-file) << /Type /Filespec /F (CANARY.txt) /EF << /F 9 0 R >> >> ] >> /JavaScript << /Names [ (CANARY-js) 11 0 R ] >> >> /Outlines << /Type /Outlines /Count 0 >> >>",
    b"<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /CANARYKey (CANARY) >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R /Thumb 5 0 R /LastModified (D:2026CANARY) /PieceInfo << /CANARY << /Private (CANARY) >> >> /AA << /O 11 0 R >> /Resources << /Font << /F 8 0 R >> /XObject << /A 5 0 R /B 6 0 R /C 7 0 R >> /Properties << /Off 12 0 R /Named << /Who (CANARY-named) >> >> >> /Annots [ << /Type /Annot /Subtype /Text /Open true /Rect [ 400 400 424 424 ] " + comment + b" /Popup 14 0 R >> 14 0 R << /Type /Annot /Subtype /FileAttachment /Rect [ 440 400 464 424 ] " + comment + b" /FS << /Type /Filespec /F (CANARY.txt) /EF << /F 9 0 R >> >> >> << /Type /Annot /Subtype /Link /Border [ 0 0 3 ] /C [ 1 0 0 ] /Rect [ 480 400 520 424 ] /A << /S /GoToR /F (/home/CANARY/cv.pdf) /D [ 0 /Fit ] >> >> 10 0 R 13 0 R ] >>",
    stream(b"/CANARY (CANARY)", content),
    image(b"[ /FlateDecode /DCTDecode ]", (320, 240), zlib.compress(jpeg(b"\xff\xff"))),
    image(b"15 0 R", (64, 48), jpx()),
    image(b"[ /ASCII85Decode /DCTDecode ]", (320, 240), inline + b"~>"),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    stream(b"/Type /EmbeddedFile", b"CANARY-attached"),
    b"<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [ 0 0 0 0 ] /T (CANARY-sig) /V << /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name (CANARY-signer) /M (D:2026CANARY) /Location (CANARY) /Reason (CANARY) /ContactInfo (CANARY) /ByteRange [ 0 0 0 0 ] /Contents <43414E415259> >> >>",
    b"<< /S /JavaScript /JS (app.alert('CANARY')) /Next << /S /Launch /F (CANARY.exe) >> >>",
    b"<< /Type /OCG /Name (CANARY-layer) /Usage << /CreatorInfo << /Creator (CANARY) /Subtype /Artwork >> >> >>",
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (CANARY-name) /TU (CANARY-tip) /V (Typed here) /Rect [ 60 300 300 340 ] /DA (/Helv 20 Tf 0 g) >>",
    b"<< /Type /Annot /Subtype /Popup /Open true /Rect [ 400 200 560 380 ] " + comment + b" >>",
    b"/JPXDecode",
])

# Letters of Cyrillic in fonts that the file names and doesn't bring: by glyph names, and by numbers with a table.
text = "Сведения о работе: Қазақстан, өңір, ғұһ"
letters = sorted(set(text))
table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar\n" % len(letters)
table += "".join("<%04X> <%04X>\n" % (100 + n, ord(c)) for n, c in enumerate(letters)) + "endbfchar endcmap end end"
code = {c: 33 + n for n, c in enumerate(letters)}
escaped = "<" + "".join("%02X" % code[c] for c in text) + ">"
numbers = "<" + "".join("%04X" % (100 + letters.index(c)) for c in text) + ">"
names = " ".join("/uni%04X" % ord(c) for c in letters)
look = b"/Type /FontDescriptor /FontBBox [ -665 -325 2000 1006 ] /ItalicAngle 0 /Ascent 905 /Descent -212 /CapHeight 716 /StemV 80"
made["unembedded"] = pdf([
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 420 200 ] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 7 0 R >> >> >>",
    stream(b"", ("BT /F1 16 Tf 20 140 Td %s Tj ET BT /F2 16 Tf 20 60 Td %s Tj ET" % (escaped, numbers)).encode()),
    ("<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 33 /LastChar %d /Widths [ %s ] /FontDescriptor 6 0 R /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [ 33 %s ] >> >>" % (32 + len(letters), " ".join(["556"] * len(letters)), names)).encode(),
    b"<< " + look + b" /FontName /Arial /Flags 32 >>",
    b"<< /Type /Font /Subtype /Type0 /BaseFont /TimesNewRomanPSMT /Encoding /Identity-H /DescendantFonts [ 8 0 R ] /ToUnicode 10 0 R >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /TimesNewRomanPSMT /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 550 /FontDescriptor 9 0 R >>",
    b"<< " + look + b" /FontName /TimesNewRomanPSMT /Flags 34 >>",
    stream(b"", table.encode()),
])

# A sheet on its side, and one a form of XFA that only its maker's program shows.
made["turned"] = pdf([
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 300 200 ] /CropBox [ 0 0 200 200 ] /Rotate 90 /Contents 4 0 R >>",
    stream(b"", b"0 0 0 rg 0 0 100 20 re f 1 0 0 rg 200 0 100 200 re f"),
])
xfa = stream(b"", b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template xmlns='http://www.xfa.org/schema/xfa-template/3.3/'><subform/></template></xdp:xdp>")
made["changing"] = pdf([
    b"<< /Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /Fields [] /XFA 4 0 R >> >>",
    b"<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 300 200 ] >>",
    xfa,
])
# A page whose drawing is 160 MB of blanks, packed to 160 KB.
packer = zlib.compressobj()
blanks = b"".join([packer.compress(b" " * 2**20) for _ in range(160)] + [packer.flush()])
made["heavy"] = pdf([
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 300 300 ] /Contents 4 0 R >>",
    stream(b"/Filter /FlateDecode", blanks),
])
print(json.dumps({name: base64.b64encode(body).decode() for name, body in made.items()}))
`;

export type MadeDocument =
  | "photo"
  | "photo-filled"
  | "cv"
  | "owner"
  | "user"
  | "long"
  | "everything"
  | "unembedded"
  | "turned"
  | "changing"
  | "heavy";

/** Makes all of them: a second of Python. */
export function makeDocuments(): Record<MadeDocument, Buffer> {
  const made = JSON.parse(runPython(script, { needs: "reportlab" })) as Record<MadeDocument, string>;
  return Object.fromEntries(
    Object.entries(made).map(([name, body]) => [name, Buffer.from(body, "base64")]),
  ) as Record<MadeDocument, Buffer>;
}
