import { Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconFile, IconPhotoOff, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../../session/use-me.ts';
import type { ContentOf } from '../model/shapes.ts';
import css from './contents.module.css';

type FileRef = ContentOf<'image'>['file'];

/** Where a file of ours lies. Pictures cannot send headers, so the address says the business. */
export const mediaUrl = (business: string, id: string, small = false): string =>
  `/api/v1/media/${id}${small ? '/thumbnail' : ''}?business=${encodeURIComponent(business)}`;

/** A file we keep; one that is only at the provider (yet) has no address, and strangers' links are not fetched. */
function useFileUrl({ mediaId }: FileRef): string | null {
  const business = useBusiness();
  return mediaId ? mediaUrl(business, mediaId) : null;
}

export function Picture({
  file,
  caption,
  isSticker = false,
}: {
  file: FileRef;
  caption?: string | undefined;
  isSticker?: boolean;
}) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const url = useFileUrl(file);
  const [isOpen, { open, close }] = useDisclosure(false);
  const [small, setSmall] = useState(!isSticker);
  const [isLost, setLost] = useState(false);
  if (!url || !file.mediaId || isLost) return <NotHere file={file} />;
  const alt = caption || t(isSticker ? 'inbox.types.sticker' : 'inbox.types.image');
  return (
    <>
      <button
        type="button"
        className={isSticker ? css.sticker : css.picture}
        onClick={open}
        aria-label={t('inbox.file.enlarge', { what: alt })}
      >
        <img
          src={small ? mediaUrl(business, file.mediaId, true) : url}
          alt={alt}
          loading="lazy"
          decoding="async"
          onError={() => (small ? setSmall(false) : setLost(true))}
        />
      </button>
      <Modal
        opened={isOpen}
        onClose={close}
        size="auto"
        title={alt}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <img className={css.large} src={url} alt={alt} />
      </Modal>
    </>
  );
}

export function Video({ file }: { file: FileRef }) {
  const { t } = useTranslation('inbox');
  const url = useFileUrl(file);
  if (!url) return <NotHere file={file} />;
  return (
    // biome-ignore lint/a11y/useMediaCaption: a customer's video has none
    <video
      className={css.video}
      src={url}
      controls
      preload="metadata"
      playsInline
      aria-label={t('inbox.types.video')}
    />
  );
}

export function Sound({ file, isVoice }: { file: FileRef; isVoice: boolean }) {
  const { t } = useTranslation('inbox');
  const url = useFileUrl(file);
  if (!url) return <NotHere file={file} />;
  const label = t(isVoice ? 'inbox.types.voice' : 'inbox.types.audio');
  // biome-ignore lint/a11y/useMediaCaption: spoken by a customer
  return <audio className={css.sound} src={url} controls preload="metadata" aria-label={label} />;
}

export function Document({ file }: { file: FileRef }) {
  const { t } = useTranslation('inbox');
  const url = useFileUrl(file);
  const name = file.fileName ?? t('inbox.types.document');
  const words = (
    <>
      <IconFile size={28} stroke={1.5} aria-hidden />
      <span>
        <bdi className={css.fileName}>{name}</bdi>
        <span className={css.quiet}>{file.mimeType?.split('/').at(-1)?.split(';')[0]?.toUpperCase().slice(0, 12)}</span>
      </span>
    </>
  );
  if (!url) return <div className={css.document}>{words}</div>;
  return (
    <a className={css.document} href={url} download={name}>
      {words}
      <IconDownload size={18} aria-label={t('inbox.file.download')} />
    </a>
  );
}

/** Still on its way from the provider, or never arrived. */
function NotHere({ file }: { file: FileRef }) {
  const { t } = useTranslation('inbox');
  const isMoving = file.mimeType?.startsWith('video/');
  return (
    <div className={css.notHere}>
      {isMoving ? (
        <IconVideo size={24} stroke={1.5} aria-hidden />
      ) : (
        <IconPhotoOff size={24} stroke={1.5} aria-hidden />
      )}
      <span>{t('inbox.file.notHere')}</span>
    </div>
  );
}
