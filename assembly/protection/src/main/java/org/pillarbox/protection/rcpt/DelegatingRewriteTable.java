package org.pillarbox.protection.rcpt;

import java.util.EnumSet;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.james.core.Domain;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;

/** Hands everything on to another table; what differs is in the subclass. */
abstract class DelegatingRewriteTable implements RecipientRewriteTable {
  private final Supplier<? extends RecipientRewriteTable> delegate;

  DelegatingRewriteTable(Supplier<? extends RecipientRewriteTable> delegate) {
    this.delegate = delegate;
  }

  @Override
  public void addMapping(MappingSource source, Mapping mapping)
      throws RecipientRewriteTableException {
    delegate.get().addMapping(source, mapping);
  }

  @Override
  public void removeMapping(MappingSource source, Mapping mapping)
      throws RecipientRewriteTableException {
    delegate.get().removeMapping(source, mapping);
  }

  @Override
  public void addRegexMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().addRegexMapping(source, target);
  }

  @Override
  public void removeRegexMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().removeRegexMapping(source, target);
  }

  @Override
  public void addAddressMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().addAddressMapping(source, target);
  }

  @Override
  public void removeAddressMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().removeAddressMapping(source, target);
  }

  @Override
  public void addErrorMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().addErrorMapping(source, target);
  }

  @Override
  public void removeErrorMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().removeErrorMapping(source, target);
  }

  @Override
  public void addDomainMapping(MappingSource source, Domain target)
      throws RecipientRewriteTableException {
    delegate.get().addDomainMapping(source, target);
  }

  @Override
  public void removeDomainMapping(MappingSource source, Domain target)
      throws RecipientRewriteTableException {
    delegate.get().removeDomainMapping(source, target);
  }

  @Override
  public void addDomainAliasMapping(MappingSource source, Domain target)
      throws RecipientRewriteTableException {
    delegate.get().addDomainAliasMapping(source, target);
  }

  @Override
  public void removeDomainAliasMapping(MappingSource source, Domain target)
      throws RecipientRewriteTableException {
    delegate.get().removeDomainAliasMapping(source, target);
  }

  @Override
  public void addForwardMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().addForwardMapping(source, target);
  }

  @Override
  public void removeForwardMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().removeForwardMapping(source, target);
  }

  @Override
  public void addGroupMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().addGroupMapping(source, target);
  }

  @Override
  public void removeGroupMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().removeGroupMapping(source, target);
  }

  @Override
  public void addAliasMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().addAliasMapping(source, target);
  }

  @Override
  public void removeAliasMapping(MappingSource source, String target)
      throws RecipientRewriteTableException {
    delegate.get().removeAliasMapping(source, target);
  }

  @Override
  public Mappings getResolvedMappings(String user, Domain domain, EnumSet<Mapping.Type> types)
      throws ErrorMappingException, RecipientRewriteTableException {
    return delegate.get().getResolvedMappings(user, domain, types);
  }

  @Override
  public Mappings getStoredMappings(MappingSource source) throws RecipientRewriteTableException {
    return delegate.get().getStoredMappings(source);
  }

  @Override
  public Map<MappingSource, Mappings> getAllMappings() throws RecipientRewriteTableException {
    return delegate.get().getAllMappings();
  }

  @Override
  public RecipientRewriteTableConfiguration getConfiguration() {
    return delegate.get().getConfiguration();
  }

  @Override
  public Stream<MappingSource> listSources(Mapping mapping) throws RecipientRewriteTableException {
    return delegate.get().listSources(mapping);
  }

  @Override
  public Stream<MappingSource> getSourcesForType(Mapping.Type type)
      throws RecipientRewriteTableException {
    return delegate.get().getSourcesForType(type);
  }

  @Override
  public Stream<Mapping> getMappingsForType(Mapping.Type type)
      throws RecipientRewriteTableException {
    return delegate.get().getMappingsForType(type);
  }
}
