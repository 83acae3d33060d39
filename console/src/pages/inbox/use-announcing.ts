import { useLocalStorage } from '@mantine/hooks';
import { useCallback } from 'react';
import type { Message } from './model/shapes.ts';

/** Off until somebody wants it: a shop is loud enough. */
export const useSound = () => useLocalStorage({ key: 'parlour.inbox.sound', defaultValue: false });

const LENGTH_S = 0.18;
const QUIET = 0.05;

/** A soft tone when a customer writes where one does not look. */
export function useAnnouncing(openId: string | undefined): (message: Message) => void {
  const [isOn] = useSound();
  return useCallback(
    (message) => {
      if (!isOn || message.direction !== 'inbound') return;
      if (message.conversationId === openId && document.visibilityState === 'visible') return;
      playTone();
    },
    [isOn, openId],
  );
}

/** Made here, so that no file has to be fetched. */
export function playTone(): void {
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(QUIET, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + LENGTH_S);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + LENGTH_S);
    tone.onended = () => void context.close();
  } catch {
    // No sound where the browser plays none.
  }
}
