// Runs on the page where a file is chosen, which works without it: sends the file in pieces, so that a broken connection
// costs one piece and not all of it, and says how far it is. Nothing is kept on the device: which uploads were
// interrupted is written in the page by the server.
import type { Upload as TusUpload } from "tus-js-client";
import { sniff, sniffedBytes } from "./cleaning/taken";

/** Bytes that are sent at once: twenty seconds' worth on a very slow line. */
const piece = 256 * 1024;
/** Milliseconds until an interrupted upload is tried again; the last one counts from there on. */
const retries = [500, 2000, 5000, 10_000, 20_000];
/** Where uploads begin. */
const endpoint = "/application/uploads";
/** Answers that pass: another tab sends the same file, a piece arrived whose answer was lost, or a proxy has enough. */
const passing = new Set([408, 409, 423, 425, 429]);
/** Answers to one who goes on that say: there is no such upload any more. */
const gone = new Set([404, 410, 413, 415, 422]);

interface Unfinished {
  id: string;
  question: string;
  name: string;
  modified: string;
  size: number;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-resumable]")) {
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  const panel = form.querySelector<HTMLElement>("[data-upload]");
  if (input && panel) sendInPieces(form, input, panel);
}

function sendInPieces(form: HTMLFormElement, input: HTMLInputElement, panel: HTMLElement): void {
  const bar = panel.querySelector("progress");
  const status = panel.querySelector<HTMLElement>("[role=status]");
  const stop = panel.querySelector<HTMLButtonElement>("button[data-stop]");
  const buttons = [...form.querySelectorAll<HTMLButtonElement>("button:not([data-stop])")];
  const words = panel.dataset;
  let running = false;

  form.addEventListener(
    "submit",
    (event) => {
      const file = input.files?.[0];
      // Without a file, or with one that is too large, the page's own answer says what to do.
      if (running) {
        event.preventDefault();
        return;
      }
      if (!file || file.size === 0) return;
      if (file.size > Number(form.dataset["maxBytes"])) {
        event.preventDefault();
        event.stopImmediatePropagation();
        say("tooLarge");
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      void send(file);
    },
    true,
  );

  async function send(file: File): Promise<void> {
    running = true;
    toggle();
    if (!(await isTaken(file))) {
      running = false;
      toggle();
      say("wrongType");
      return;
    }
    show(0, file.size);
    // Loaded when it is needed for the first time, so that the page itself stays light.
    const loaded = await import("tus-js-client").catch(() => null);
    if (!loaded) {
      running = false;
      toggle();
      form.submit();
      return;
    }
    let attempt = 0;
    let anew = 0;
    let timer = 0;
    let asking = 0;
    const begun = unfinishedOf(form, input.name, file);
    const upload: TusUpload = new loaded.Upload(file, {
      // Only for what hasn't begun: with it, the library begins anew whatever it is answered that isn't good, and all
      // that has arrived would be sent again because a proxy was restarted.
      endpoint: begun ? null : endpoint,
      uploadUrl: begun ? `${endpoint}/${begun.id}` : null,
      onUploadUrlAvailable: () => {
        upload.options.endpoint = null;
      },
      chunkSize: piece,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: {
        application: new URL(form.action).searchParams.get("of") ?? "",
        filename: file.name,
        question: input.name,
        modified: String(file.lastModified),
      },
      onProgress: (sent, total) => {
        attempt = 0;
        show(sent, total);
        if (sent >= total) askHowLong();
      },
      onError: (error) => {
        const answer = "originalResponse" in error ? error.originalResponse : null;
        const code = answer?.getStatus() ?? 0;
        const why = sentence(answer?.getBody());
        if (code === 0 || code >= 500 || (passing.has(code) && !why)) return again();
        if (gone.has(code) && !why && anew++ === 0) {
          upload.url = null;
          Object.assign(upload.options, { endpoint, uploadUrl: null });
          return upload.start();
        }
        end();
        say("refused", why);
      },
      onSuccess: () => {
        end();
        say("done");
        window.location.assign(form.dataset["resumable"] ?? "/application");
      },
    });

    /** What has arrived may wait for others' files: how long is the server's to say, every few seconds. */
    const askHowLong = () => {
      window.clearInterval(asking);
      asking = window.setInterval(() => {
        if (upload.url)
          void howLong(upload.url).then((text) => {
            // What came of the file may have been said meanwhile.
            if (asking && text) say("waiting", text);
          });
      }, 5000);
    };
    const stopAsking = () => {
      window.clearInterval(asking);
      asking = 0;
    };
    const again = () => {
      stopAsking();
      say("paused");
      window.clearTimeout(timer);
      timer = window.setTimeout(() => upload.start(), retries[Math.min(attempt++, retries.length - 1)]);
    };
    const online = () => {
      if (!running) return;
      window.clearTimeout(timer);
      upload.start();
    };
    const end = () => {
      running = false;
      stopAsking();
      window.clearTimeout(timer);
      window.removeEventListener("online", online);
      toggle();
    };
    window.addEventListener("online", online);
    stop?.addEventListener(
      "click",
      () => {
        if (!running) return;
        end();
        say("stopped");
        void upload.abort(true).catch(() => {});
      },
      { once: true },
    );
    upload.start();
  }

  /** Whether a file begins like one of the kinds that are taken here: told before any of it is sent. */
  async function isTaken(file: File): Promise<boolean> {
    try {
      const kind = sniff(new Uint8Array(await file.slice(0, sniffedBytes).arrayBuffer()));
      return kind !== null && (form.dataset["mediaTypes"] ?? "").split(" ").includes(kind);
    } catch {
      // The device won't let it be read: the sending will say so.
      return true;
    }
  }

  function toggle(): void {
    panel.hidden = false;
    if (bar) bar.hidden = !running;
    if (stop) stop.hidden = !running;
    input.disabled = running;
    for (const button of buttons) button.disabled = running;
  }

  /** Progress in words; a reader of the screen hears every tenth of it. */
  function show(sent: number, total: number): void {
    const percent = Math.floor((100 * sent) / Math.max(total, 1));
    if (bar) bar.value = percent;
    say(percent < 100 ? "sending" : "checking", String(percent - (percent % 10)));
  }

  function say(state: string, detail = ""): void {
    panel.hidden = false;
    panel.dataset["state"] = state;
    if (!status) return;
    // What somebody must act on is said at once, as an error is.
    const isBad = state === "refused" || state === "tooLarge" || state === "wrongType";
    status.setAttribute("role", isBad ? "alert" : "status");
    status.classList.toggle("text-bad", isBad);
    const isSaid = detail !== "" && (state === "refused" || state === "waiting");
    const text = isSaid ? detail : (words[state] ?? "").replace("%percent%", detail);
    if (status.textContent !== text) status.textContent = text;
  }
}

/** How long a file that has arrived will wait, in the server's words; empty where it can't be asked. */
async function howLong(url: string): Promise<string> {
  try {
    const answer = await fetch(url);
    return answer.ok ? sentence(await answer.text()) : "";
  } catch {
    return "";
  }
}

/** The sentence in an answer about a file. */
function sentence(body: string | undefined): string {
  try {
    return (JSON.parse(body ?? "") as { text?: string }).text ?? "";
  } catch {
    return "";
  }
}

/** The interrupted upload of this very file: same name, size and time of its last change. */
function unfinishedOf(form: HTMLFormElement, question: string, file: File): Unfinished | undefined {
  const list = JSON.parse(form.dataset["unfinished"] ?? "[]") as Unfinished[];
  return list.find(
    (one) =>
      one.question === question &&
      one.name === file.name &&
      one.size === file.size &&
      one.modified === String(file.lastModified),
  );
}
