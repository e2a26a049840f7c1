import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  // Anyone
  index("cohorts/routes/home.tsx"),
  route("privacy", "cohorts/routes/privacy.tsx"),
  route("accessibility", "cohorts/routes/accessibility.tsx"),
  // route("language", "accounts/routes/language.tsx"),

  // Getting in and out
  // route("signup", "accounts/routes/signup.tsx"),
  // route("signup/confirmation/:token", "accounts/routes/confirmation.tsx"),
  // route("login", "accounts/routes/login.tsx"),
  // route("logout", "accounts/routes/logout.tsx"),
  // route("recover", "accounts/routes/recover.tsx"),
  // route("recover/:token", "accounts/routes/recovery.tsx"),
  // route("invitation/:token", "accounts/routes/invitation.tsx"),
  // route("account", "accounts/routes/account.tsx"),
  // route("account/password", "accounts/routes/password.tsx"),
  // route("account/sessions/:id/end", "accounts/routes/session-end.tsx"),

  // Development only
  // route("dev/ui", "ui/routes/gallery.tsx"),
] satisfies RouteConfig;
