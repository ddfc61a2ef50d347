package dev.daruma.cluster.site.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A mapping with keys of the operator's choice. */
public record Dictionary<K, V>(Scalar<K> key, Shape<V> value)
    implements Shape<Dictionary.Content<K, V>> {

  /** A key with its value. */
  public record Entry<K, V>(Placed<K> key, Placed<V> value) {}

  /**
   * The entries in the order of the file.
   *
   * @param whole whether every entry that is written could be decoded
   */
  public record Content<K, V>(List<Entry<K, V>> entries, boolean whole) {
    public Content {
      entries = List.copyOf(entries);
    }
  }

  @Override
  public Optional<Content<K, V>> decode(Node node, Place at, Findings findings) {
    if (!(node instanceof MappingNode mapping)) {
      return refuse(node, findings);
    }
    var decoded = new ArrayList<Entry<K, V>>();
    var written = Entries.of(mapping, findings).list();
    for (var entry : written) {
      var word = word(entry, findings);
      var content = value.decode(entry.value(), entry.place(), findings);
      if (word.isPresent() && content.isPresent()) {
        decoded.add(
            new Entry<>(
                Placed.written(word.get(), entry.place()),
                Placed.written(content.get(), Place.of(entry.value()))));
      }
    }
    return Optional.of(new Content<>(decoded, decoded.size() == written.size()));
  }

  /** A key is text however it is written: JSON knows no others. */
  private Optional<K> word(Entries.Entry entry, Findings findings) {
    return switch (key.parser().apply(entry.word())) {
      case Parsed.Good<K>(var parsed) -> Optional.of(parsed);
      case Parsed.Bad<K>(var what, var remedy) -> {
        findings.error(entry.place(), what, remedy);
        yield Optional.empty();
      }
    };
  }

  @Override
  public String noun() {
    return "a mapping";
  }

  @Override
  public String example() {
    return "{%s: %s}".formatted(key.example(), value.example());
  }
}
