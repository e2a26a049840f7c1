import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  // Anyone
  index("cohorts/routes/home.tsx"),
  route("privacy", "cohorts/routes/privacy.tsx"),
  route("accessibility", "cohorts/routes/accessibility.tsx"),

  // Getting in and out, and one's own account
  route("language", "accounts/routes/language.tsx"),
  route("signup", "accounts/routes/signup.tsx"),
  route("signup/confirmation/:token", "accounts/routes/confirmation.tsx"),
  route("login", "accounts/routes/login.tsx"),
  route("logout", "accounts/routes/logout.tsx"),
  route("recover", "accounts/routes/recover.tsx"),
  route("recover/:token", "accounts/routes/recovery.tsx"),
  route("invitation/:token", "accounts/routes/invitation.tsx"),
  route("home", "accounts/routes/landing.tsx"),
  route("account", "accounts/routes/account.tsx"),
  route("account/password", "accounts/routes/password.tsx"),
  route("account/sessions/:id/end", "accounts/routes/session-end.tsx"),

  // An applicant: draft, submission, status

  // An applicant: interview and offer

  // A panelist

  // A fellow: the programme and its calendar

  // A fellow: feedback

  // A facilitator or mentor

  // A coordinator: all editions

  // A coordinator: an edition's call and applications

  // A coordinator: panel and reading

  // A coordinator: ranking and decisions

  // A coordinator: fellows and programme

  // A coordinator: feedback

  // An admin: people, mail, audit

  // Development only
  route("dev/ui", "ui/routes/gallery.tsx"),
] satisfies RouteConfig;
