"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";
import { InstanceFacts } from "./instance-facts";
import { ProductForm } from "./product-form";

/** The settings page: how the product appears to end users, and the details of this environment. */
export function EnvironmentSettings() {
  const { data: environment } = useSuspenseQuery(useTRPC().environment.get.queryOptions());
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <ProductForm environment={environment} />
      <InstanceFacts environment={environment} />
    </div>
  );
}
