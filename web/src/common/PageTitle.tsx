import { Content, PageSection, Title } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  title: string;
  words?: ReactNode;
  children?: ReactNode;
}

/** The page's heading, its one sentence, and what can be done about the whole of it. */
export function PageTitle({ title, words, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Respite`;
  }, [title]);
  return (
    <PageSection className="page-title">
      <div className="page-title-row">
        <Title headingLevel="h1">{title}</Title>
        {children}
      </div>
      {words && <Content component="p">{words}</Content>}
    </PageSection>
  );
}
