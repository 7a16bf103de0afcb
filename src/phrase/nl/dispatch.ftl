# dispatch
