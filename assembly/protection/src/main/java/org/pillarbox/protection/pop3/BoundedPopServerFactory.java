package org.pillarbox.protection.pop3;

import org.apache.james.pop3server.netty.POP3Server;
import org.apache.james.pop3server.netty.POP3ServerFactory;

/** Makes {@link BoundedPopServer}s out of pop3server.xml. */
public final class BoundedPopServerFactory extends POP3ServerFactory {
  @Override
  protected POP3Server createServer() {
    return new BoundedPopServer();
  }
}
