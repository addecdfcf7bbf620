package org.pillarbox.protection.sieve;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.managesieve.api.SieveParser;
import org.apache.james.managesieve.core.CoreProcessor;
import org.apache.james.managesieve.transcode.ArgumentParser;
import org.apache.james.managesieve.transcode.ManageSieveProcessor;
import org.apache.james.managesieveserver.netty.ManageSieveServerFactory;
import org.apache.james.protocols.lib.netty.AbstractConfigurableAsyncServer;
import org.apache.james.sieverepository.api.SieveRepository;
import org.apache.james.user.api.UsersRepository;

/** Makes {@link BoundedSieveServer}s out of managesieveserver.xml. */
public final class BoundedSieveServerFactory extends ManageSieveServerFactory {
  private final FileSystem fileSystem;
  private final SieveLogin login;
  private final ManageSieveProcessor processor;

  @Inject
  public BoundedSieveServerFactory(
      FileSystem fileSystem,
      SieveRepository scripts,
      UsersRepository users,
      SieveParser parser,
      SieveLogin login) {
    this.fileSystem = fileSystem;
    this.login = login;
    this.processor =
        new ManageSieveProcessor(new ArgumentParser(new CoreProcessor(scripts, users, parser)));
  }

  @Override
  protected List<AbstractConfigurableAsyncServer> createServers(
      HierarchicalConfiguration<ImmutableNode> config) throws Exception {
    List<AbstractConfigurableAsyncServer> servers = new ArrayList<>();
    for (HierarchicalConfiguration<ImmutableNode> server :
        config.configurationsAt("managesieveserver")) {
      BoundedSieveServer made = new BoundedSieveServer(processor, login);
      made.setFileSystem(fileSystem);
      made.configure(server);
      servers.add(made);
    }
    return servers;
  }
}
