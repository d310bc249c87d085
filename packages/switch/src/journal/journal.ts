import { open, type FileHandle } from "node:fs/promises";
import type { Entry } from "./entries.ts";

/** Append-only file of JSON lines. `append` resolves once the line is on disk; lines that arrive meanwhile share one sync. */
export interface Journal {
  readonly append: (entry: Entry) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * After a write error every further append fails: memory would be ahead of the disk, so the process has to end.
 * `onFailure` is told once.
 */
export async function openJournal(path: string, onFailure: (error: unknown) => void): Promise<Journal> {
  const file = await open(path, "a");
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (failure) throw failure.error;
        await writeDurably(file, batch.map((item) => item.line).join(""));
        for (const item of batch) item.done();
      } catch (error) {
        if (!failure) onFailure(error);
        failure ??= { error };
        for (const item of batch) item.failed(error);
      }
    }
    writing = null;
  }

  return {
    append: (entry) =>
      new Promise((done, failed) => {
        waiting.push({ line: `${JSON.stringify(entry)}\n`, done, failed });
        writing ??= Promise.resolve().then(drain);
      }),
    async close() {
      await writing;
      await file.close();
    },
  };
}

async function writeDurably(file: FileHandle, text: string): Promise<void> {
  await file.appendFile(text, "utf8");
  await file.datasync();
}
