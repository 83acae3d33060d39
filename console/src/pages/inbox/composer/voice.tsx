import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemToast } from '../../../ui/toast.tsx';
import type { Sendable } from '../model/shapes.ts';
import { webmToOgg } from '../model/webm-to-ogg.ts';
import css from './composer.module.css';
import { upload } from './upload.ts';
import { voiceWay } from './voice-way.ts';

const LONGEST_SECONDS = 15 * 60;

/** Records while it is shown; sends what WhatsApp plays as a voice note, or says that it goes as a sound file. */
export function VoiceRecorder({ onSend, onClose }: { onSend: (content: Sendable) => void; onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const recorder = useRef<MediaRecorder | null>(null);
  const parts = useRef<Blob[]>([]);
  const [seconds, setSeconds] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const way = voiceWay();

  // biome-ignore lint/correctness/useExhaustiveDependencies: records once, while it is shown
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | undefined;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    void (async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
        if (isOver || !way) return stop(stream);
        const recording = new MediaRecorder(stream, { mimeType: way.mimeType });
        recording.ondataavailable = ({ data }) => parts.current.push(data);
        recording.start();
        recorder.current = recording;
      } catch {
        problemToast(new Error(t('inbox.voice.refused')));
        onClose();
      }
    })();
    return () => {
      isOver = true;
      clearInterval(timer);
      if (recorder.current?.state === 'recording') recorder.current.stop();
      stop(stream);
    };
  }, []);

  const send = async () => {
    const recording = recorder.current;
    if (!recording || !way) return;
    setBusy(true);
    try {
      await new Promise((stopped) => {
        recording.onstop = stopped;
        recording.stop();
      });
      onSend(await voiceMessage(new Blob(parts.current, { type: way.mimeType })));
      onClose();
    } catch (error) {
      problemToast(error);
      setBusy(false);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a forgotten recording ends by itself
  useEffect(() => {
    if (seconds >= LONGEST_SECONDS && !isBusy) void send();
  }, [seconds]);

  return (
    <div className={css.recording} role="status">
      <span className={css.dot} aria-hidden />
      <span>
        {t('inbox.voice.recording')} {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
        {way?.sentAs === 'audio' && ` · ${t('inbox.voice.asAudio')}`}
      </span>
      <ActionIcon ms="auto" onClick={onClose} aria-label={t('inbox.voice.drop')}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
      <Button loading={isBusy} onClick={() => void send()}>
        {t('inbox.voice.send')}
      </Button>
    </div>
  );
}

const stop = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

async function voiceMessage(recorded: Blob): Promise<Sendable> {
  const isWebm = recorded.type.startsWith('audio/webm');
  const bytes = isWebm ? webmToOgg(new Uint8Array(await recorded.arrayBuffer())) : recorded;
  const isVoice = isWebm || recorded.type.startsWith('audio/ogg');
  const type = isVoice ? 'audio/ogg; codecs=opus' : 'audio/mp4';
  const { id } = await upload(new Blob([bytes], { type }), isVoice ? 'voice.ogg' : 'recording.m4a');
  return { type: 'audio', file: { mediaId: id, mimeType: type }, ...(isVoice ? { voice: true } : {}) };
}
