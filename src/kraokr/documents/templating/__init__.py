"""Templates: ours and those of a workspace, in a sandbox that bounds what they may do."""
