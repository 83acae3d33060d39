import { Skeleton } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import css from './factory.module.css';

/** What a customer sent with a ticket: a small picture that leads to the whole one; what is no picture as a file. */
export function Photo({ mediaId }: { mediaId: string }) {
  const { t } = useTranslation('factory');
  const business = useBusiness();
  const small = useQuery({
    queryKey: [business, 'media', mediaId, 'thumbnail'],
    queryFn: ({ signal }) => fileOf(business, `${mediaId}/thumbnail`, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const address = useAddress(small.data);
  const open = async () => {
    const whole = await fileOf(business, mediaId);
    const shown = URL.createObjectURL(whole);
    globalThis.open(shown, '_blank', 'noopener');
    setTimeout(() => URL.revokeObjectURL(shown), 60_000);
  };
  if (small.isPending) return <Skeleton width={120} height={120} />;
  return (
    <button
      type="button"
      className={css.thumbnail}
      onClick={() => void open()}
      aria-label={t('factory.ticket.openPhoto')}
    >
      {address ? <img src={address} alt={t('factory.ticket.photo')} /> : <IconFile size={32} aria-hidden />}
    </button>
  );
}

/** An image element sends no header that names the business, so the file is fetched. */
async function fileOf(business: string, path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(`/api/v1/media/${path}`, {
    headers: { 'x-business': business },
    signal: signal ?? null,
  });
  if (!response.ok) throw new Error(`the file is not here: ${response.status}`);
  return response.blob();
}

function useAddress(blob: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}
