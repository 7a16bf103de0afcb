# signoff
