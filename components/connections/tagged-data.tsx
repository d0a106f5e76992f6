import { Panel } from "@/components/dashboard/panel";
import { CodeBlock } from "@/components/shared/code-block";
import { Badge } from "@/components/ui/badge";
import type { ConnectionDetail } from "@/wire/connection-details";

/** The tags, connection config and metadata of a connection. */
export function TaggedData({ detail: { tags, connection_config, metadata } }: { detail: ConnectionDetail }) {
  const names = Object.keys(tags);
  return (
    <Panel title="Tags and data">
      <div className="grid min-w-0 gap-4 text-sm">
        {names.length === 0 ? (
          <p className="text-muted-foreground">No tags. Set tags in the connect session to find connections by them.</p>
        ) : (
          <ul aria-label="Tags" className="flex min-w-0 flex-wrap gap-2">
            {names.map((name) => (
              <li key={name} className="min-w-0 max-w-full">
                <Badge
                  variant="secondary"
                  className="h-auto max-w-full whitespace-normal wrap-anywhere py-0.5 font-normal"
                >
                  <span className="text-muted-foreground">{name}</span> {tags[name]}
                </Badge>
              </li>
            ))}
          </ul>
        )}
        <JsonBlock title="Connection config" data={connection_config} />
        <JsonBlock title="Metadata" data={metadata} />
      </div>
    </Panel>
  );
}

function JsonBlock({ title, data }: { title: string; data: Record<string, unknown> | null }) {
  if (data === null || Object.keys(data).length === 0) return null;
  return <CodeBlock title={title} code={JSON.stringify(data, null, 2)} language="json" />;
}
