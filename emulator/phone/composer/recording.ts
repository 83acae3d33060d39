import { writeOgg } from './opus-in-ogg.ts';
import { readOpus } from './opus-in-webm.ts';
import sampleUrl from './sample-voice-note.ogg?url';

/** A voice note being recorded, or the shipped sample where nothing can be recorded. */
export type Recording = {
  isSample: boolean;
  isFinished(): boolean;
  /** @returns the recording as WhatsApp's phones send it: OGG with OPUS, where the browser can. */
  finish(): Promise<Blob>;
  discard(): void;
};

/** What phones send. @see WhatsApp Business Platform, Webhooks, "audio messages" */
const VOICE_NOTE = 'audio/ogg; codecs=opus';
const CONTAINERS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];

/** Asks for the microphone. A refusal or a browser without one gives the sample instead. */
export async function startRecording(): Promise<Recording> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    return recordingOf(stream);
  } catch {
    return sampleRecording();
  }
}

function recordingOf(stream: MediaStream): Recording {
  const mimeType = CONTAINERS.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24_000 });
  const chunks: Blob[] = [];
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }));
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
  recorder.start();

  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  return {
    isSample: false,
    isFinished: () => recorder.state === 'inactive',
    async finish() {
      stop();
      await stopped;
      return asVoiceNote(new Blob(chunks, { type: recorder.mimeType }));
    },
    discard: stop,
  };
}

/** Chromium records OPUS into WebM only; the same sound goes into an OGG file. */
async function asVoiceNote(recorded: Blob): Promise<Blob> {
  if (recorded.type.startsWith('audio/ogg')) return new Blob([recorded], { type: VOICE_NOTE });
  if (!recorded.type.startsWith('audio/webm')) return recorded;
  const sound = readOpus(new Uint8Array(await recorded.arrayBuffer()));
  return sound ? new Blob([writeOgg(sound)], { type: VOICE_NOTE }) : recorded;
}

const sampleRecording = (): Recording => ({
  isSample: true,
  isFinished: () => true,
  async finish() {
    const answer = await fetch(sampleUrl);
    return new Blob([await answer.arrayBuffer()], { type: VOICE_NOTE });
  },
  discard: () => {},
});
