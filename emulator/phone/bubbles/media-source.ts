import { useEffect, useState } from 'react';
import type { Media } from '../../src/phone-api.ts';
import { mediaUrl } from '../api/client.ts';
import type { Outgoing } from '../store/state.ts';

/** Where to show a media from: the emulator, or the file itself while it is still on its way there. */
export function useMediaSource(media: Media, outgoing: Outgoing | undefined): string | undefined {
  const blob = outgoing?.file?.blob;
  const [local, setLocal] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    setLocal(url);
    return () => URL.revokeObjectURL(url);
  }, [blob]);

  if (blob) return local;
  return media.mediaId ? mediaUrl(media.mediaId) : undefined;
}
