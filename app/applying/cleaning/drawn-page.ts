/** A page drawn as a picture, as a PDF holds one. */
export interface DrawnPage {
  /** The page's size in points (1/72 inch). */
  width: number;
  height: number;
  image: {
    width: number;
    height: number;
    filter: "DCTDecode" | "FlateDecode";
    colours: "gray" | "rgb" | readonly (readonly [number, number, number])[];
    bits: 4 | 8;
    bytes: Uint8Array;
  };
}

/** Points of a picture by their colour, where there are few enough colours for a list. */
export interface Packed {
  /** "gray" where all of them are grey: the sixteen from black to white, two points to a byte. */
  colours: "gray" | [number, number, number][];
  bits: 4 | 8;
  bytes: Uint8Array<ArrayBuffer>;
}

const mostColours = 256;
/** Of so many points one may differ from its neighbour on the left: in letters fewer do, in photographs more. */
const calm = 6;
/** A byte of light as one of sixteen steps. */
const step = Uint8Array.from({ length: 256 }, (_, light) => Math.round(light / 17));

/**
 * Packs a picture of text: as sixteen greys, or as a list of up to 256 colours out of 4,096. Letters keep their edges
 * so, which a JPEG frays, at a tenth of its size. Null for what holds more colours or is too restless to pack well: a
 * photograph or a scan.
 * `rgba` has four bytes for each point, the last of which doesn't count.
 */
export function packPicture(rgba: Uint8Array, width: number, height: number): Packed | null {
  const count = width * height;
  const places = new Int16Array(4096).fill(-1);
  const colours: [number, number, number][] = [];
  const indexes = new Uint8Array(count);
  let isGray = true;
  let changes = 0;
  for (let i = 0, at = 0; i < count; i++, at += 4) {
    const r = step[rgba[at] as number] as number;
    const g = step[rgba[at + 1] as number] as number;
    const b = step[rgba[at + 2] as number] as number;
    const key = (r << 8) | (g << 4) | b;
    let place = places[key] as number;
    if (place < 0) {
      if (colours.length === mostColours) return null;
      place = colours.push([r * 17, g * 17, b * 17]) - 1;
      places[key] = place;
      isGray &&= r === g && g === b;
    }
    indexes[i] = place;
    if (i > 0 && indexes[i - 1] !== place) changes++;
  }
  if (changes * calm > count) return null;
  if (!isGray) return { colours, bits: 8, bytes: indexes };
  const row = Math.ceil(width / 2);
  const packed = new Uint8Array(row * height);
  const grays = Uint8Array.from(colours, ([light]) => light / 17);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const gray = grays[indexes[i] as number] as number;
      const at = y * row + (x >> 1);
      packed[at] = (packed[at] as number) | (x % 2 === 0 ? gray << 4 : gray);
    }
  return { colours: "gray", bits: 4, bytes: packed };
}

/**
 * A PDF of drawn pages and nothing else: a catalog, the pages, one picture each. No text, no author, program or date,
 * no identifier.
 */
export function writePdf(pages: readonly DrawnPage[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const places: number[] = [];
  let length = 0;
  const add = (part: string | Uint8Array) => {
    const bytes = typeof part === "string" ? Buffer.from(part, "latin1") : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const addObject = (text: string, stream?: Uint8Array) => {
    places.push(length);
    add(`${places.length} 0 obj\n${text}\n`);
    if (stream) {
      add("stream\n");
      add(stream);
      add("\nendstream\n");
    }
    add("endobj\n");
  };
  // A binary comment, as the format asks for, so that no carrier takes the file for text.
  add("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  const kids = pages.map((_, index) => `${3 + 3 * index} 0 R`).join(" ");
  addObject("<< /Type /Catalog /Pages 2 0 R >>");
  addObject(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  pages.forEach(({ width, height, image }, index) => {
    const first = 3 + 3 * index;
    const [w, h] = [points(width), points(height)];
    const content = Buffer.from(`${w} 0 0 ${h} 0 0 cm /P Do`);
    addObject(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents ${first + 1} 0 R ` +
        `/Resources << /XObject << /P ${first + 2} 0 R >> >> >>`,
    );
    addObject(`<< /Length ${content.length} >>`, content);
    addObject(
      `<< /Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height} ` +
        `/ColorSpace ${spaceOf(image.colours)} /BitsPerComponent ${image.bits} ` +
        `/Filter /${image.filter} /Length ${image.bytes.length} >>`,
      image.bytes,
    );
  });
  const table = length;
  add(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n`);
  for (const place of places) add(`${String(place).padStart(10, "0")} 00000 n \n`);
  add(`trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(parts));
}

function points(length: number): string {
  return String(Math.round(length * 100) / 100);
}

function spaceOf(colours: DrawnPage["image"]["colours"]): string {
  if (colours === "gray") return "/DeviceGray";
  if (colours === "rgb") return "/DeviceRGB";
  const list = Buffer.from(colours.flat()).toString("hex");
  return `[/Indexed /DeviceRGB ${colours.length - 1} <${list}>]`;
}
