import { FormGroup, TextInput } from '@patternfly/react-core';

interface Props {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password';
  autoComplete?: string;
}

export function TextField({ id, label, value, onChange, type = 'text', autoComplete }: Props) {
  return (
    <FormGroup label={label} fieldId={id} isRequired>
      <TextInput id={id} name={id} type={type} value={value} onChange={(_, text) => onChange(text)} isRequired autoComplete={autoComplete} />
    </FormGroup>
  );
}
