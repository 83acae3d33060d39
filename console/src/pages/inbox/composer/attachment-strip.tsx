import { ActionIcon, CloseButton, Loader } from '@mantine/core';
import { IconFile, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../model/attachments.ts';
import css from './composer.module.css';
import type { Attachment } from './use-attachments.ts';

type Props = { all: readonly Attachment[]; onRemove: (key: number) => void; onAgain: (attachment: Attachment) => void };

/** Files that will be sent, and what is wrong with those that will not. */
export function AttachmentStrip({ all, onRemove, onAgain }: Props) {
  const { t } = useTranslation('inbox');
  if (all.length === 0) return null;
  return (
    <ul className={css.files} aria-label={t('inbox.composer.files')}>
      {all.map((one) => (
        <li key={one.key} data-bad={one.state === 'bad' || undefined}>
          {one.preview ? <img src={one.preview} alt="" /> : <IconFile size={24} stroke={1.5} aria-hidden />}
          <span>
            <bdi>{one.file.name}</bdi>
            <Words attachment={one} />
          </span>
          {one.state === 'uploading' && <Loader size={16} role="status" aria-label={t('inbox.file.uploading')} />}
          {one.state === 'bad' && one.kind && (
            <ActionIcon onClick={() => onAgain(one)} aria-label={t('common.tryAgain')}>
              <IconRefresh size={16} aria-hidden />
            </ActionIcon>
          )}
          <CloseButton
            size="sm"
            onClick={() => onRemove(one.key)}
            aria-label={t('inbox.file.remove', { name: one.file.name })}
          />
        </li>
      ))}
    </ul>
  );
}

const OURS = new Set(['empty', 'tooLarge', 'dangerous', 'offline']);

function Words({ attachment: { state, problem, maxMb, file, asDocument } }: { attachment: Attachment }) {
  const { t, i18n } = useTranslation('inbox');
  if (state === 'bad' && problem)
    return <small role="alert">{OURS.has(problem) ? t(`inbox.file.${problem}`, { maxMb }) : problem}</small>;
  return (
    <small>
      {sizeText(file.size, i18n.resolvedLanguage ?? 'en')}
      {asDocument && ` · ${t('inbox.file.asDocument')}`}
    </small>
  );
}
