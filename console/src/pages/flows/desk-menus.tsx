import { ActionIcon, Button, Group, Indicator, Menu, Modal } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconChevronDown, IconDots, IconMessageCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/use-me.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { FindingList } from './finding-list.tsx';
import type { Finding, Flow } from './flow-queries.ts';
import { StatusBadges, useVerdict } from './flow-status.tsx';
import type { useDraft } from './use-draft.ts';
import { useAnswering } from './use-it-button.tsx';

/** What the desk shows of a flow. */
export type View = 'graph' | 'text' | 'texts' | 'versions' | 'phone';

type ViewProps = { views: readonly View[]; view: View; onView: (view: View) => void };

/** Where there is no room for all of them beside each other: what is shown, and what could be. */
export function ViewMenu({ views, view, onView }: ViewProps) {
  const { t } = useTranslation('flows');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          px={10}
          flex="none"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={`${t('flows.view')}: ${t(`flows.views.${view}`)}`}
        >
          {t(`flows.views.${view}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={view} onChange={(wanted) => onView(views.find((one) => one === wanted) ?? view)}>
          {views.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {t(`flows.views.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

type MoreProps = {
  flow: Flow;
  editing: ReturnType<typeof useDraft>;
  findings: readonly Finding[];
  onLine: (line: number) => void;
};

/** The rest of a narrow head: where the text stands, what is wrong with it, and what can be done. */
export function MoreMenu({ flow, editing, findings, onLine }: MoreProps) {
  const { t } = useTranslation('flows');
  const { can } = useMe();
  const answering = useAnswering(flow);
  const { worst, said } = useVerdict(findings);
  const [isListOpen, setListOpen] = useState(false);
  const colour = worst === 'failed' ? 'var(--red)' : 'var(--amber)';
  return (
    <>
      <Menu position="bottom-end">
        <Indicator disabled={worst === 'good'} color={colour} offset={8}>
          <Menu.Target>
            <ActionIcon size={44} aria-label={worst === 'good' ? t('flows.more') : `${t('flows.more')}: ${said}`}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
        </Indicator>
        <Menu.Dropdown>
          <Menu.Label>
            <Group gap="xs" maw={300}>
              <StatusBadges flow={flow} editing={editing} />
              {findings.length === 0 && <StatusBadge tone="good">{said}</StatusBadge>}
            </Group>
          </Menu.Label>
          {findings.length > 0 && (
            <Menu.Item
              leftSection={<IconAlertTriangle size={16} color={colour} aria-hidden />}
              onClick={() => setListOpen(true)}
            >
              {said}
            </Menu.Item>
          )}
          {answering && (
            <Menu.Item
              leftSection={<IconMessageCircle size={16} aria-hidden />}
              disabled={answering.isBusy}
              onClick={answering.begin}
            >
              {t('flows.useIt')}
            </Menu.Item>
          )}
          {editing.isDraft && can('flows:write') && (
            <Menu.Item
              leftSection={<IconArrowBackUp size={16} className="points" aria-hidden />}
              onClick={() => void editing.discard()}
            >
              {t('flows.discard')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isListOpen}
        onClose={() => setListOpen(false)}
        title={said}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <FindingList
          findings={findings}
          onChoose={(line) => {
            setListOpen(false);
            onLine(line);
          }}
        />
      </Modal>
    </>
  );
}
