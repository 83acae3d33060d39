import { Radio, Stack } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { secondFactorRuleOf } from './calls.ts';
import css from './team.module.css';

const RULES = ['connected', 'always', 'off'] as const;

/** From whom a second factor is asked. Owners choose. */
export function SecondFactorRule() {
  const { t } = useTranslation('team');
  const { role, kind } = useMe();
  const { data } = useSuspenseQuery(secondFactorRuleOf(useBusiness()));
  const change = useWrite({
    write: (rule: (typeof RULES)[number]) => answered(api.PUT('/api/v1/team/second-factor', { body: { rule } })),
    touches: ['team'],
    done: () => ({ message: t('common.saved') }),
  });
  const mayChoose = role === 'owner' || kind === 'operator';
  return (
    <section>
      <h2 className={css.heading}>{t('team.secondFactor')}</h2>
      <Radio.Group
        aria-label={t('team.secondFactor')}
        value={change.isPending ? change.variables : data.rule}
        onChange={(value) => {
          const rule = RULES.find((one) => one === value);
          if (rule) change.mutate(rule);
        }}
      >
        <Stack gap="sm">
          {RULES.map((rule) => (
            <Radio
              key={rule}
              value={rule}
              disabled={!mayChoose}
              label={t(`team.rules.${rule}`)}
              description={t(`team.rulesText.${rule}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  );
}
