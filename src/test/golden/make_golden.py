"""Makes the tiny BERT and RoBERTa folders of src/test/resources/golden and what they must compute.

    pip install torch transformers safetensors tokenizers
    python src/test/golden/make_golden.py src/test/resources/golden

The weights are random but wide (layer norms and biases included), so that a forgotten bias, a
transposed matrix or a shifted position shows. What is expected is computed in float64 from the
float32 weights that are written.
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, RobertaConfig, RobertaForMaskedLM

SHAPE = dict(
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=32,
    hidden_act="gelu",
    attn_implementation="eager",
)
TEXTS = [
    ("the cat sat on a mat", None),
    ("a dog", None),
    ("Dogs sat, cats ran!", "the mat"),
    ("the zebra ran", "a cat sat on the dog"),
]


def bert_tokenizer():
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words += ["the", "a", "cat", "dog", "mat", "sat", "ran", "on", "##s", ",", "!", "."]
    words += ["##" + c for c in "abcdefghijklm"] + list("abcdefghijklmnopqr")[1:]
    vocab = {word: i for i, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocab["[CLS]"]), ("[SEP]", vocab["[SEP]"])],
    )
    # As the tokenizers of sentence encoders come: with a padding that the reader has to switch off.
    tokenizer.enable_padding(length=24, pad_id=0, pad_token="[PAD]")
    tokenizer.enable_truncation(24)
    return tokenizer


def roberta_tokenizer():
    words = ["<s>", "<pad>", "</s>", "<unk>"] + list("abcdefghijklmnopqrstuvwxyzD,!") + ["\u0120"]
    merges = [("a", "t"), ("\u0120", "t"), ("h", "e"), ("\u0120t", "he"), ("\u0120", "c"),
              ("\u0120c", "at"), ("o", "g"), ("\u0120", "m"), ("\u0120m", "at"), ("s", "at")]
    words += ["".join(merge) for merge in merges] + ["<mask>"]
    vocab = {word: i for i, word in enumerate(words)}
    tokenizer = Tokenizer(models.BPE(vocab, merges, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return tokenizer


def widen(model, seed):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            noise = torch.randn(weight.shape, generator=generator)
            if name.endswith("LayerNorm.weight"):
                weight.copy_(1 + 0.2 * noise)
            elif weight.dim() == 1:
                weight.copy_(0.2 * noise)
            else:
                weight.copy_(0.4 * noise)
    return model.eval()


def write(folder, model, encoder, tokenizer, weights):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(model.config.to_json_string(), encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file({k: v.contiguous() for k, v in weights.items()}, str(folder / "model.safetensors"),
              metadata={"format": "pt"})
    tokenizer.no_padding()
    encoder = encoder.double()
    cases = []
    for text, pair in TEXTS:
        encoding = tokenizer.encode(text, pair) if pair else tokenizer.encode(text)
        # RoBERTa knows one segment; its tokenizer may still count two.
        inputs = dict(input_ids=torch.tensor([encoding.ids]))
        if model.config.type_vocab_size > 1:
            inputs["token_type_ids"] = torch.tensor([encoding.type_ids])
        with torch.no_grad():
            hidden = encoder(**inputs).last_hidden_state[0]
        cases.append(dict(
            text=text, pair=pair, ids=encoding.ids,
            segments=encoding.type_ids if model.config.type_vocab_size > 1
            else [0] * len(encoding.ids),
            lastHidden=[[round(x, 9) for x in row] for row in hidden.tolist()]))
    (folder / "expected.json").write_text(
        json.dumps(dict(cases=cases), indent=1, ensure_ascii=True), encoding="utf-8")


def main(target):
    tokenizer = bert_tokenizer()
    model = widen(BertModel(BertConfig(
        vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=24, type_vocab_size=2,
        pad_token_id=0, layer_norm_eps=1e-12, **SHAPE)), 1)
    weights = dict(model.state_dict())
    weights["embeddings.position_ids"] = torch.arange(24).unsqueeze(0)
    write(target / "tiny-bert", model, model, tokenizer, weights)

    tokenizer = roberta_tokenizer()
    model = widen(RobertaForMaskedLM(RobertaConfig(
        vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=42, type_vocab_size=1,
        pad_token_id=1, bos_token_id=0, eos_token_id=2, layer_norm_eps=1e-5, **SHAPE)), 2)
    weights = {k: v for k, v in model.state_dict().items() if not k.startswith("lm_head.decoder")}
    write(target / "tiny-roberta", model, model.roberta, tokenizer, weights)


main(pathlib.Path(sys.argv[1]))
