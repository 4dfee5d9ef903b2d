import { Select } from 'antd';
import { IMPORT_FIELD_NAMES, IMPORT_FIELDS, type ImportField } from '#core/domain/spreadsheet/fields.ts';
import { hasInitials, isInitials } from '#core/domain/search/initials.ts';

interface FieldSelectProps {
  readonly label: string;
  readonly value: ImportField | null;
  readonly disabled: boolean;
  readonly onChange: (field: ImportField | null) => void;
}

const NONE = '';
const OPTIONS = [
  { value: NONE, label: '不导入' },
  ...IMPORT_FIELD_NAMES.map((field) => ({ value: field, label: IMPORT_FIELDS[field].label })),
];

/** What a column is taken for; found by words, by the names that such columns have, or by pinyin initials. */
export function FieldSelect({ label, value, disabled, onChange }: FieldSelectProps) {
  return (
    <Select
      size="small"
      aria-label={label}
      value={value ?? NONE}
      disabled={disabled}
      style={{ width: 168 }}
      virtual={false}
      listHeight={288}
      onChange={(field) => onChange(field === NONE ? null : (field as ImportField))}
      options={OPTIONS}
      showSearch={{ filterOption: (typed, option) => option !== undefined && isMeant(typed, option.value) }}
    />
  );
}

function isMeant(typed: string, value: string): boolean {
  const word = typed.trim().toLowerCase();
  if (value === NONE) return '不导入'.includes(word) || 'bdr'.startsWith(word);
  const { label, names } = IMPORT_FIELDS[value as ImportField];
  return (
    label.includes(word) || names.some((name) => name.includes(word)) || (isInitials(word) && hasInitials(label, word))
  );
}
