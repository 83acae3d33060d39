import { useEffect, useRef, useState } from 'react';
import type { Media } from '../../src/phone-api.ts';
import type { Outgoing } from '../store/state.ts';
import { durationOf } from '../text/when.ts';
import { Icon } from '../ui/icon.tsx';
import { useMediaSource } from './media-source.ts';

const BARS = 32;

type VoiceProps = { media: Media; voice: boolean; outgoing?: Outgoing; onPlayed?(): void };

/** A voice note or a track: play, a wave to seek in, the time. */
export function Voice({ media, voice, outgoing, onPlayed }: VoiceProps) {
  const source = useMediaSource(media, outgoing);
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const duration = useDuration(audio, source);
  const what = voice ? 'voice message' : 'audio';

  const toggle = () => {
    const player = audio.current;
    if (!player) return;
    if (playing) player.pause();
    else player.play().catch(() => setPlaying(false));
  };
  const seek = (share: number) => {
    if (audio.current && duration) audio.current.currentTime = share * duration;
  };
  const share = duration ? position / duration : 0;

  return (
    <span className="voice">
      {/* biome-ignore lint/a11y/useMediaCaption: a voice note has no captions */}
      <audio
        ref={audio}
        src={source}
        preload="metadata"
        onPlay={() => {
          setPlaying(true);
          onPlayed?.();
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setPosition(0)}
        onTimeUpdate={({ currentTarget }) => setPosition(currentTarget.currentTime)}
      />
      <button
        type="button"
        className="voice-play"
        aria-label={`${playing ? 'Pause' : 'Play'} ${what}`}
        onClick={toggle}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <span className="voice-track">
        <Wave seed={media.mediaId} share={share} />
        <input
          type="range"
          aria-label={`Position in ${what}`}
          min={0}
          max={1}
          step={0.01}
          value={share}
          onChange={({ target }) => seek(target.valueAsNumber)}
        />
        <small>{durationOf(playing || position > 0 ? position : (duration ?? 0))}</small>
      </span>
      <span className="voice-kind" aria-hidden="true">
        <Icon name={voice ? 'mic' : 'headphones'} size={20} />
      </span>
    </span>
  );
}

/** The wave is decoration: the same recording always draws the same one. */
function Wave({ seed, share }: { seed: string; share: number }) {
  const heights = wave(seed);
  return (
    <svg className="wave" viewBox={`0 0 ${BARS * 4} 24`} preserveAspectRatio="none" aria-hidden="true">
      {heights.map((height, bar) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: bars never move
          key={bar}
          className={bar / BARS < share ? 'played' : undefined}
          x={bar * 4}
          y={12 - height / 2}
          width={2.2}
          height={height}
          rx={1.1}
        />
      ))}
    </svg>
  );
}

function wave(seed: string): number[] {
  let state = [...seed].reduce((sum, letter) => (sum * 33 + letter.codePointAt(0)!) >>> 0, 5381);
  return Array.from({ length: BARS }, (_, bar) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return 4 + (state / 2 ** 32) * 14 * (0.4 + 0.6 * Math.abs(Math.sin(bar / 3)));
  });
}

/** A recording made in a browser says its length only after being read to the end, which a far seek makes it do. */
function useDuration(audio: React.RefObject<HTMLAudioElement | null>, source: string | undefined): number | null {
  const [duration, setDuration] = useState<number | null>(null);
  useEffect(() => {
    const player = audio.current;
    if (!player || !source) return;
    let soughtEnd = false;
    const read = () => {
      if (Number.isFinite(player.duration)) {
        setDuration(player.duration);
        if (soughtEnd) player.currentTime = 0;
        soughtEnd = false;
      } else {
        soughtEnd = true;
        player.currentTime = Number.MAX_SAFE_INTEGER;
      }
    };
    player.addEventListener('loadedmetadata', read);
    player.addEventListener('durationchange', read);
    return () => {
      player.removeEventListener('loadedmetadata', read);
      player.removeEventListener('durationchange', read);
    };
  }, [audio, source]);
  return duration;
}
