package org.pillarbox.protection.testing;

import javax.inject.Inject;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.utils.GuiceProbe;

/** What tests ask of the running server besides its sockets. */
public record Services(RecipientRewriteTable rewrites, MailRepositoryStore repositories)
    implements GuiceProbe {
  @Inject
  public Services {}
}
