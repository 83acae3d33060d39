import { Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import { businessOf, changeBusiness, flowsOf } from '../calls.ts';
import css from '../settings.module.css';

/** Which conversation answers customers. */
export function AnswerStep() {
  const { t } = useTranslation('channels');
  const business = useBusiness();
  const { can } = useMe();
  const now = useQuery(businessOf(business));
  const flows = useQuery(flowsOf(business));
  const choose = useWrite({
    write: (flow: string) => changeBusiness({ flow }),
    touches: ['business', 'flows'],
    done: ({ flow }) => ({ message: t('channels.setUp.answersNow', { flow }) }),
  });
  if (!now.data || !flows.data) return <ListSkeleton rows={3} />;
  const published = flows.data.items.filter(({ number }) => number !== null); // a draft answers nobody yet
  return (
    <Radio.Group label={t('channels.setUp.answersText')} value={now.data.flow} onChange={(flow) => choose.mutate(flow)}>
      <Stack gap="sm" mt="sm">
        {published.map(({ name }) => (
          <Radio.Card key={name} value={name} className={css.choice} disabled={!can('business:write')}>
            <Group wrap="nowrap" align="flex-start">
              <Radio.Indicator />
              <div>
                <Text fw={600}>{name}</Text>
                <Text size="sm" c="dimmed">
                  {t(`channels.setUp.flows.${name}`, { defaultValue: '' })}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}
