# Signing in through a provider.
sign-in-provider = Sign in with { $name }
sign-in-provider-only = Passwords open no door here. Use the button below.
sign-in-again = Sign in again
sign-in-provider-unreachable = { $name } cannot be reached just now. Try again in a moment; a password works meanwhile where passwords are allowed.
sign-in-provider-odd = What { $name } answered could not be believed, so nobody was signed in. Try again; if it happens again, tell whoever runs this server.
sign-in-provider-over = This way in was used already, is older than ten minutes, or belongs to another browser. Begin again.
sign-in-provider-refused = { $name } let nobody in. Begin again, and allow Daybinder to see your e-mail address.
sign-in-provider-unverified = { $name } has not verified your e-mail address, so we cannot know who you are here. Verify it there, or ask your administrator for a link.
sign-in-provider-unknown = Nobody here has the address { $email }. Ask your administrator to add you with it, or sign in with another account.
sign-in-provider-another = { $email } is known here by another account. Whoever has it can take that link off under Settings, or an administrator can do it.
provider-title = Signing in with { $name }
provider-since = Your account there is known here since { $day }.
provider-none = Your account there is not known here yet: it will be the first time you sign in with it.
provider-remove = Forget that account
provider-remove-hint = Nothing else changes. The next time, your e-mail address decides.
