# binder
