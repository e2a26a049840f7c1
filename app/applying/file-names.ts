/** Endings of the media types that a form may ask for. */
const endings: Record<string, string> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  "image/png": ".png",
};

/** The name a file is saved under: of given parts (a code, a question), never of what its owner called it. */
export function downloadName(mediaType: string, ...parts: string[]): string {
  return `${parts.join("-").replace(/[^\w-]/g, "")}${endings[mediaType] ?? ""}`;
}
