import { Copied } from "@/components/dashboard/copied";
import { Fact, FactList } from "@/components/dashboard/fact-list";
import { Panel } from "@/components/dashboard/panel";
import type { EnvironmentView } from "@/components/dashboard/types";

const code = "rounded-sm bg-muted px-1 py-0.5 font-mono text-xs";

/** The details of an environment, and how to change what is set by variables. */
export function InstanceFacts({ environment }: { environment: EnvironmentView }) {
  const { name, teamName, isProduction, publicUrl, labEnabled } = environment;
  return (
    <Panel title="This environment">
      <FactList>
        <Fact name="Name">
          <code className="font-mono text-xs">{name}</code>
        </Fact>
        <Fact name="Team">{teamName}</Fact>
        <Fact name="Type">{isProduction ? "Production" : "Development"}</Fact>
        <Fact name="Address">
          <Copied value={publicUrl} label="Copy address" />
        </Fact>
        <Fact name="Provider lab">{labEnabled ? "On" : "Off"}</Fact>
      </FactList>
      <p className="text-pretty text-muted-foreground text-sm">
        {isProduction ? "Production API keys are shown once.  " : "Development API keys can be shown again.  "}
        Set the address and the lab with environment variables: <code className={code}>KEYHOLD_PUBLIC_URL</code> and{" "}
        <code className={code}>KEYHOLD_LAB</code>.
      </p>
    </Panel>
  );
}
