package org.pillarbox.server;

import java.util.List;
import java.util.function.Supplier;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;

/**
 * The domain list, with the role addresses of RFC 2142 made for each domain that is added, whoever
 * adds it: REST, command or first start.
 */
final class DomainsWithRoles implements DomainList {
  private final Supplier<DomainList> domains;
  private final Supplier<RoleAddresses> roles;

  /** Suppliers: James' stores ask for each other while they are made. */
  DomainsWithRoles(Supplier<DomainList> domains, Supplier<RoleAddresses> roles) {
    this.domains = domains;
    this.roles = roles;
  }

  @Override
  public void addDomain(Domain domain) throws DomainListException {
    domains.get().addDomain(domain);
    roles.get().add(domain);
  }

  @Override
  public void removeDomain(Domain domain) throws DomainListException {
    roles.get().remove(domain);
    domains.get().removeDomain(domain);
  }

  @Override
  public List<Domain> getDomains() throws DomainListException {
    return domains.get().getDomains();
  }

  @Override
  public boolean containsDomain(Domain domain) throws DomainListException {
    return domains.get().containsDomain(domain);
  }

  @Override
  public Domain getDefaultDomain() throws DomainListException {
    return domains.get().getDefaultDomain();
  }
}
