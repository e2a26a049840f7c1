import { execFileSync } from "node:child_process";

/*
 * What leaves the app is read back by somebody else's program: Python's csv and openpyxl, pdftotext, khal and the
 * like. They are no packages of npm; .ci/run installs them, and a machine without one is told how to get it.
 */

/** The Debian package that brings each program, or (after `python3-`) each module of Python. */
const packages = {
  pdftotext: "poppler-utils",
  pdftoppm: "poppler-utils",
  pdfinfo: "poppler-utils",
  pdffonts: "poppler-utils",
  khal: "khal",
  qpdf: "qpdf",
  exiftool: "libimage-exiftool-perl",
} as const;

const modules = {
  openpyxl: "python3-openpyxl",
  icalendar: "python3-icalendar",
  reportlab: "python3-reportlab",
} as const;

const limit = { maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };

/** Runs a program of another maker and gives what it prints. Throws with the name of its package where it is missing. */
export function runForeign(
  program: keyof typeof packages,
  args: readonly string[],
  input?: string | Uint8Array,
): Buffer {
  return run(program, args, packages[program], input);
}

/**
 * Runs a script in the machine's Python with the modules that it names; the script reads `input` from standard input
 * and its arguments from `sys.argv[1:]`. Debian's own Python first: Debian's modules belong to it.
 */
export function runPython(
  script: string,
  options: { input?: string | Uint8Array; args?: readonly string[]; needs?: keyof typeof modules } = {},
): string {
  const { input, args = [], needs } = options;
  const wanted = needs ? modules[needs] : "python3";
  const python = pythonWith(needs);
  if (!python) throw new Error(`This test needs ${wanted}: apt-get install ${wanted}.`);
  return run(python, ["-c", script, ...args], wanted, input).toString("utf8");
}

/** A CSV file's rows, as Python's `csv` reads them. */
export function readCsv(content: string | Uint8Array): string[][] {
  const script = `
import csv, io, json, sys
print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", newline="")))))
`;
  return JSON.parse(runPython(script, { input: content })) as string[][];
}

/** The rows of a workbook's sheet, as openpyxl reads them; a day is its text. */
export function readWorkbook(content: Uint8Array): (string | number | null)[][] {
  const script = `
import io, json, sys, warnings, openpyxl
warnings.simplefilter("ignore")
sheet = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read())).active
print(json.dumps(list(sheet.values), default=str))
`;
  return JSON.parse(runPython(script, { input: content, needs: "openpyxl" })) as (string | number | null)[][];
}

const pythons = new Map<string, string | null>();

function pythonWith(needs: string | undefined): string | null {
  const key = needs ?? "";
  let found = pythons.get(key);
  if (found === undefined) {
    found =
      ["/usr/bin/python3", "python3"].find((python) => {
        try {
          execFileSync(python, ["-c", needs ? `import ${needs}` : ""], { stdio: "ignore", ...limit });
          return true;
        } catch {
          return false;
        }
      }) ?? null;
    pythons.set(key, found);
  }
  return found;
}

function run(
  program: string,
  args: readonly string[],
  wanted: string,
  input: string | Uint8Array | undefined,
): Buffer {
  try {
    return execFileSync(program, args, {
      ...limit,
      ...(input === undefined ? {} : { input }),
      env: { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONUTF8: "1" },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new Error(`This test needs ${program}: apt-get install ${wanted}.`, { cause: error });
    throw error;
  }
}
