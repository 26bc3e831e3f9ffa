package io.fedlora.foundation.checkpoint;

import io.fedlora.corpus.Tokenizer;
import io.fedlora.foundation.Architecture;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A frozen encoder as it was read: its shape, its weights under their Hugging Face names without
 * the model's own prefix ({@code embeddings.word_embeddings.weight}, {@code
 * encoder.layer.0.attention.self.query.weight}, …), and its tokenizer.
 *
 * @param name of the model, as {@code minilm-l6}
 * @param architecture its shape, which every array has been checked against
 * @param weights every array the encoder needs, and no other
 * @param tokenizer opens a tokenizer; the caller closes it
 */
public record Checkpoint(
    String name,
    Architecture architecture,
    Map<String, Weights> weights,
    Supplier<Tokenizer> tokenizer) {}
