import { describe, expect, it } from "vitest";
import { isFiltered, readFilters, toQuery, writeFilters } from "./filters";

const from = (query: string) => {
  const params = new URLSearchParams(query);
  return readFilters((name) => params.get(name));
};

describe("the filters of the connection list", () => {
  it("survive a round trip through the URL", () => {
    const filters = { search: "ada & co", integration: "lab oauth", health: "failing" } as const;
    expect(from(writeFilters(filters))).toEqual(filters);
  });

  it("leave the URL without a query when nothing is filtered", () => {
    expect(writeFilters(from(""))).toBe("");
    expect(isFiltered(from(""))).toBe(false);
  });

  it("ignore an unknown health state", () => {
    expect(from("health=splendid")).toEqual({ search: "", integration: "", health: "" });
  });

  it("send only the filters that are set", () => {
    expect(toQuery(from("search=+ada+&health=healthy"))).toEqual({ limit: 50, search: "ada", health: "healthy" });
  });
});
