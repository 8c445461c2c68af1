import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';

interface Props<T extends string> {
  id: string;
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}

/** One of a few words. */
export function Choice<T extends string>({ id, label, value, options, onChange }: Props<T>) {
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect id={id} value={value} onChange={(_, chosen) => onChange(chosen as T)}>
        {options.map(([key, words]) => (
          <FormSelectOption key={key} value={key} label={words} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}
