import { useEffect, useRef, useState } from 'react';
import { useConversation } from '../conversation/context.tsx';
import { durationOf } from '../text/when.ts';
import { useVerbs } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { type Recording, startRecording } from './recording.ts';

/** Records a voice note in place of the composer; where there is no microphone it offers the sample. */
export function Recorder({ quotes, onDone }: { quotes: string | undefined; onDone(): void }) {
  const { send } = useConversation();
  const { notice } = useVerbs();
  const recording = useRecording();
  const seconds = useSeconds(recording !== null);

  const finish = async () => {
    onDone();
    try {
      const blob = await recording?.finish();
      if (blob) send({ type: 'audio', mediaId: '', voice: true, quotes }, { blob });
    } catch {
      notice('The recording could not be kept. Try again.');
    }
  };
  const discard = () => {
    recording?.discard();
    onDone();
  };

  return (
    <fieldset
      className="composer recorder"
      aria-label="Voice message"
      onKeyDown={(event) => event.key === 'Escape' && discard()}
    >
      <button type="button" className="round" aria-label="Discard recording" onClick={discard}>
        <Icon name="trash" />
      </button>
      <p className="recorder-words" role="timer">
        <i className="recorder-dot" />
        {recording?.isSample ? 'No microphone: a sample' : durationOf(seconds)}
      </p>
      <SendButton ready={recording !== null} onSend={finish} />
    </fieldset>
  );
}

function SendButton({ ready, onSend }: { ready: boolean; onSend(): void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [ready]);
  return (
    <button
      ref={button}
      type="button"
      className="round main"
      aria-label="Send voice message"
      disabled={!ready}
      onClick={onSend}
    >
      <Icon name="send" />
    </button>
  );
}

/** Starts as soon as it is drawn and stops, whatever happens, when it goes. */
function useRecording(): Recording | null {
  const [recording, setRecording] = useState<Recording | null>(null);
  useEffect(() => {
    let left = false;
    let started: Recording | undefined;
    void startRecording().then((begun) => {
      started = begun;
      if (left) begun.discard();
      else setRecording(begun);
    });
    return () => {
      left = true;
      if (started && !started.isFinished()) started.discard();
    };
  }, []);
  return recording;
}

function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}
