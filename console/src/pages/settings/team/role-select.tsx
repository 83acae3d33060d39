import { Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role, roleOf } from './calls.ts';

type Props = {
  label: string;
  value: Role;
  onChange: (role: Role) => void;
  /** Only owners make owners. */
  hasOwner: boolean;
  isLabelShown?: boolean;
};

/** A role, with what it may do in a sentence. */
export function RoleSelect({ label, value, onChange, hasOwner, isLabelShown = false }: Props) {
  const { t } = useTranslation(['team', 'shell']);
  return (
    <Select
      {...(isLabelShown ? { label } : { 'aria-label': label })}
      data={ROLES.filter((role) => hasOwner || role !== 'owner').map((role) => ({
        value: role,
        label: t(`shell.roles.${role}`),
      }))}
      value={value}
      allowDeselect={false}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      renderOption={({ option }) => (
        <div>
          <Text size="sm" fw={500}>
            {option.label}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`team.roles.${option.value}`)}
          </Text>
        </div>
      )}
      onChange={(text) => {
        const role = roleOf(text);
        if (role) onChange(role);
      }}
    />
  );
}
