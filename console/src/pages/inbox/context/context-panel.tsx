import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../session/use-me.ts';
import type { Row } from '../model/shapes.ts';
import type { Changes } from '../use-changes.ts';
import { Consent } from './consent.tsx';
import css from './context.module.css';
import { Earlier } from './earlier.tsx';
import { Labels } from './labels.tsx';
import { Orders, Tickets } from './orders.tsx';
import { Facts, Person } from './person.tsx';
import { Summary } from './summary.tsx';

type Props = { row: Row; changes: Changes; onBack: () => void };

/** The person behind the conversation: who they are, what they bought, what they said before. */
export function ContextPanel({ row, changes, onBack }: Props) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  return (
    <div className={css.panel}>
      <ActionIcon hiddenFrom="md" size={44} m={8} onClick={onBack} aria-label={t('inbox.context.back')}>
        <IconArrowLeft size={20} className="points" aria-hidden />
      </ActionIcon>
      <Person row={row} />
      <Labels row={row} changes={changes} />
      <Summary row={row} />
      {can('contacts:read') && <Facts contactId={row.contact.id} />}
      {can('orders:read') && <Orders contactId={row.contact.id} />}
      {can('production:read') && <Tickets contactId={row.contact.id} />}
      {can('contacts:read') && <Consent contactId={row.contact.id} />}
      <Earlier row={row} />
    </div>
  );
}
