import { useCallback, useState } from 'react';
import { asProblem } from '../../../api/problem.ts';
import { checkFile, type FileKind } from '../model/attachments.ts';
import { upload } from './upload.ts';

export type Attachment = {
  key: number;
  file: File;
  kind: FileKind | null;
  asDocument: boolean;
  preview: string | null;
  state: 'uploading' | 'ready' | 'bad';
  problem: string | null; // key of ours, or the API's own sentence
  maxMb: number;
  media: { id: string; mimeType: string } | null;
};

let count = 0;

/** Files about to be sent: checked before they leave, then uploaded at once, so that sending is quick. */
export function useAttachments() {
  const [all, setAll] = useState<Attachment[]>([]);
  const change = useCallback(
    (key: number, now: Partial<Attachment>) =>
      setAll((before) => before.map((one) => (one.key === key ? { ...one, ...now } : one))),
    [],
  );

  const start = useCallback(
    async (attachment: Attachment) => {
      change(attachment.key, { state: 'uploading', problem: null });
      try {
        const media = await upload(attachment.file, attachment.file.name);
        change(attachment.key, { state: 'ready', media });
      } catch (error) {
        const { kind, title } = asProblem(error);
        change(attachment.key, { state: 'bad', problem: kind === 'offline' ? 'offline' : title });
      }
    },
    [change],
  );

  const add = useCallback(
    (files: Iterable<File>) => {
      const added = [...files].map(attachmentOf);
      setAll((before) => [...before, ...added]);
      for (const attachment of added) if (attachment.kind) void start(attachment);
    },
    [start],
  );
  const remove = useCallback((key: number) => {
    setAll((before) => {
      const gone = before.find((one) => one.key === key);
      if (gone?.preview) URL.revokeObjectURL(gone.preview);
      return before.filter((one) => one.key !== key);
    });
  }, []);
  const clear = useCallback(() => setAll([]), []);
  return { all, add, remove, clear, again: start };
}

function attachmentOf(file: File): Attachment {
  const check = checkFile(file);
  const base = {
    key: ++count,
    file,
    media: null,
    preview: /^image\//.test(file.type) ? URL.createObjectURL(file) : null,
  };
  return check.ok
    ? { ...base, kind: check.kind, asDocument: check.asDocument, state: 'uploading', problem: null, maxMb: 0 }
    : { ...base, kind: null, asDocument: false, state: 'bad', problem: check.reason, maxMb: check.maxMb };
}
