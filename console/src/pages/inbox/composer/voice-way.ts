import { type Recording, recordingWay } from '../model/attachments.ts';

/** How this browser records; null: it cannot, or the page did not come over a safe connection. */
export const voiceWay = (): Recording | null =>
  typeof MediaRecorder === 'undefined' || !navigator.mediaDevices
    ? null
    : recordingWay((type) => MediaRecorder.isTypeSupported(type));
