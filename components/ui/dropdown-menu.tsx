"use client";
import { Check } from "lucide-react";
import { DropdownMenu as MenuPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { menuItem, menuPanel } from "./menu-styles";

export const DropdownMenuTrigger = MenuPrimitive.Trigger;
export const DropdownMenuGroup = MenuPrimitive.Group;
export const DropdownMenuRadioGroup = MenuPrimitive.RadioGroup;

/** A menu. Non-modal, so that screen readers still see the page and the scroll bar stays. */
export function DropdownMenu(props: ComponentProps<typeof MenuPrimitive.Root>) {
  return <MenuPrimitive.Root modal={false} {...props} />;
}

/** The panel of a menu. */
export function DropdownMenuContent({
  className,
  sideOffset = 6,
  ...props
}: ComponentProps<typeof MenuPrimitive.Content>) {
  return (
    <MenuPrimitive.Portal>
      <MenuPrimitive.Content
        data-slot="dropdown-menu-content"
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(menuPanel, "min-w-44 p-1", className)}
        {...props}
      />
    </MenuPrimitive.Portal>
  );
}

interface ItemProps extends ComponentProps<typeof MenuPrimitive.Item> {
  /** `destructive`: the action can't be undone. */
  variant?: "default" | "destructive";
}

export function DropdownMenuItem({ className, variant = "default", ...props }: ItemProps) {
  const tone =
    variant === "destructive" &&
    "text-destructive data-[highlighted]:bg-destructive/10 data-[highlighted]:text-destructive";
  return <MenuPrimitive.Item data-slot="dropdown-menu-item" className={cn(menuItem, tone, className)} {...props} />;
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof MenuPrimitive.RadioItem>) {
  return (
    <MenuPrimitive.RadioItem
      data-slot="dropdown-menu-radio-item"
      className={cn(menuItem, "pr-8", className)}
      {...props}
    >
      {children}
      <ItemTick />
    </MenuPrimitive.RadioItem>
  );
}

function ItemTick() {
  return (
    <MenuPrimitive.ItemIndicator className="absolute right-2">
      <Check aria-hidden className="size-4 text-primary" />
    </MenuPrimitive.ItemIndicator>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof MenuPrimitive.Label>) {
  return (
    <MenuPrimitive.Label
      data-slot="dropdown-menu-label"
      className={cn("px-2 pt-2 pb-1 font-medium text-muted-foreground text-xs", className)}
      {...props}
    />
  );
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof MenuPrimitive.Separator>) {
  return (
    <MenuPrimitive.Separator
      data-slot="dropdown-menu-separator"
      className={cn("-mx-1 my-1 h-px bg-border", className)}
      {...props}
    />
  );
}
